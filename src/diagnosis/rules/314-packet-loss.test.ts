/** If these fail, packet loss is reported as many causes, or a closed or slow network as one that loses packets. */
import { describe, expect, test } from 'vitest';
import type { HostFacts } from '../../model/host-facts.ts';
import type { Observation } from '../../model/observation.ts';
import type { Attempt } from '../../model/phase.ts';
import type { Session } from '../../model/session.ts';
import { HEALTHY_HOST } from '../../model/testing/healthy-host.ts';
import { diagnose } from '../engine/diagnose.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf, verdictOf } from '../testing/told.ts';

const HOSTS = Array.from({ length: 30 }, (_, index) => `host${index}.example.com`);

function opensIn(durationMs: number) {
  const attempts: Attempt[] = [{ address: '203.0.113.9', family: 4, durationMs, failure: null }];
  return passes({ addresses: ['203.0.113.9'], attempts });
}

/** A connection to each of thirty hosts; the first ones take these durations, the others 20 ms. */
function connecting(...durations: number[]) {
  const told = session();
  for (const [index, host] of HOSTS.entries()) told.https(host, opensIn(durations[index] ?? 20));
  return told;
}

/** With the kernel's counters read again at the end. */
function counted(built: Session, firstResent: number): Session {
  const host = built.observations.find(({ probe }) => probe === 'host');
  if (host?.probe !== 'host') throw new Error('the machine was not looked at');
  const counting = (tcpCounters: HostFacts['tcpCounters'], id: string) => ({
    ...host,
    id,
    facts: { ...HEALTHY_HOST, ...(tcpCounters === undefined ? {} : { tcpCounters }) },
  });
  const before = counting({ sent: 100, resent: 2, firstResent: 1 }, 'o900');
  const after = counting({ sent: 900, resent: 32, firstResent: 1 + firstResent }, 'o901');
  return { ...built, observations: [...built.observations.filter(({ probe }) => probe !== 'host'), before, after] };
}

const LATE = [1021, 1018, 1030, 3040, 1025];

test('packet loss is certain when connections open whole seconds late and the kernel counted as many retransmissions', () => {
  const found = findingOf(counted(connecting(...LATE).build(), 6), 'packet-loss');
  expect(found).toMatchObject({ severity: 'advice', confidence: 'certain', title: 'This network loses about 9 % of its packets' });
  expect(found?.evidence).toEqual([
    expect.stringMatching(/^6 of 36 first packets/),
    expect.stringMatching(/4 to 17 %/),
    'During the measurement, the machine resent 30 of 800 TCP segments.',
  ]);
});

test.each([
  ['the kernel gives no counters', connecting(...LATE).build()],
  ['the kernel counted fewer retransmissions, as on a busy machine', counted(connecting(...LATE).build(), 2)],
])('packet loss is likely when %s', (_, built) => {
  expect(findingOf(built, 'packet-loss')).toMatchObject({ confidence: 'likely', title: expect.stringContaining('probably') });
});

test('a few late connections are reported as some packet loss, without a percentage', () => {
  const found = findingOf(counted(connecting(1020, 1021, 1030).build(), 3), 'packet-loss');
  expect(found?.title).toBe('This network loses some packets');
  expect(found?.evidence.join()).not.toContain('%');
});

test.each([
  ['delays one connection', connecting(1020)],
  ['has a long delay', connecting(...HOSTS.map(() => 620))],
  ['has a saturated link', connecting(...HOSTS.map((_, index) => index * 97))],
])('no packet loss is reported on a network that %s', (_, told) => {
  expect(diagnose(told.build()).findings).toEqual([]);
});

test('a host that never answers is not reported as packet loss', () => {
  const built = connecting().https('app.gitpod.io', fails('tcp.timeout')).control('repeat', 'app.gitpod.io', fails('tcp.timeout')).build();
  expect(rootsOf(built)).toEqual(['port-dropped']);
});

test('a host that never answers is reported in addition to slight packet loss', () => {
  const built = counted(
    connecting(...LATE)
      .https('app.gitpod.io', fails('tcp.timeout'))
      .control('repeat', 'app.gitpod.io', fails('tcp.timeout'))
      .build(),
    6,
  );
  expect(rootsOf(built).sort()).toEqual(['packet-loss', 'port-dropped']);
});

test('packet loss alone explains timeouts when half of the packets are lost', () => {
  const heavy = Array.from({ length: 20 }, () => 3020);
  const told = connecting(...heavy)
    .https('app.gitpod.io', fails('tcp.timeout'))
    .control('repeat', 'app.gitpod.io', fails('tcp.timeout'))
    .https('releases.gitpod.io', fails('dns.timeout'))
    .dns('releases.gitpod.io', 'dns.timeout', 'dns.timeout');
  const built = counted(told.build(), 40);
  expect(rootsOf(built)).toEqual(['packet-loss']);
  expect(findingOf(built, 'packet-loss')?.severity).toBe('degraded');
  expect(verdictOf(built, 'app.gitpod.io')).toBe('unknown: no-reply');
});

describe('an unanswered connection without a retry on a network with some packet loss', () => {
  const beside = (first: string, second: string) => {
    const told = connecting(...LATE).https(first, fails('tcp.timeout'));
    return counted((second === '' ? told : told.https(second, fails('tcp.timeout'))).build(), 6);
  };

  test('is reported as a blocked port when a second host on that port does not answer either', () => {
    const built = beside('https://us01.gitpod.dev:8443/', 'https://api.us01.gitpod.dev:8443/');
    expect(rootsOf(built)).toContain('packet-loss');
    expect(rootsOf(built)).not.toEqual(['packet-loss']);
    expect(findingOf(built, 'packet-loss')?.severity).toBe('advice');
    expect(verdictOf(built, 'us01.gitpod.dev:8443')).toBe('unmet');
  });

  test('is attributed to packet loss and stays inconclusive when no other host fails', () => {
    const built = beside('https://us01.gitpod.dev:8443/', '');
    expect(rootsOf(built)).toEqual(['packet-loss']);
    expect(findingOf(built, 'packet-loss')?.severity).toBe('degraded');
    expect(verdictOf(built, 'us01.gitpod.dev:8443')).toBe('unknown: no-reply');
  });
});

test('a resolver that answers a direct query is not blamed for an unanswered system lookup', () => {
  const built = session()
    .https('app.gitpod.io')
    .dns('app.gitpod.io')
    .https('us01.gitpod.dev')
    .https('x.us01.gitpod.dev', fails('dns.timeout'))
    .dns('x.us01.gitpod.dev', 'dns.timeout', ['203.0.113.7'])
    .build();
  expect(rootsOf(built)).toEqual(['unexplained-failure']);
  expect(diagnose(built).findings).toHaveLength(1);
});

describe('a check that passes on retry', () => {
  const passesOnRetry = (change: Partial<Observation>, stageMs = 4000): Session => {
    const built = connecting().https('app.gitpod.io', fails('tcp.timeout')).control('repeat', 'app.gitpod.io', opensIn(20)).build();
    const observations = built.observations.map((one) => (one.failure === null ? one : ({ ...one, ...change } as Observation)));
    return { ...built, observations, limits: { ...built.limits, stageMs } };
  };
  const advised = (built: Session) => diagnose(built).findings.map(({ name, confidence }) => `${confidence} ${name}`);

  test('is reported as possible packet loss if this program ran without a pause', () => {
    expect(advised(passesOnRetry({}))).toEqual(['possible packet-loss']);
  });

  test.each<[string, Partial<Observation>, number]>([
    ['waited for the processor in many short stalls', { stalled: { ms: 260, longestMs: 60, cpuMs: 200 } }, 4000],
    ['was stopped for most of the wait', { stalled: { ms: 3000, longestMs: 3000, cpuMs: 0 } }, 4000],
    ['waited less than a retransmission takes', {}, 300],
  ])('is not reported as packet loss if this program %s', (_, change, stageMs) => {
    expect(advised(passesOnRetry(change, stageMs))).toEqual([]);
  });
});
