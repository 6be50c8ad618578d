/** If this fails, a deadline too short for the machine makes rules accuse innocent filters, devices and AWS endpoints. */
import { describe, expect, test } from 'vitest';
import type { Session } from '../../model/session.ts';
import { diagnose } from '../engine/diagnose.ts';
import { fails, passes, type SessionBuilder, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';

const MARKET = 'marketplace.visualstudio.com';
const METADATA = 'http://169.254.169.254/latest/meta-data/';
const silent = fails('tls.timeout');
const neutral = passes({ tls: { serverName: 'example.com' } });

/** The same session, measured with this stage deadline. */
function within(stageMs: number, built: SessionBuilder): Session {
  const whole = built.build();
  return { ...whole, limits: { ...whole.limits, stageMs, dnsMs: stageMs } };
}

const filtered = () =>
  session()
    .https(MARKET, silent)
    .https('app.gitpod.io', passes({ tls: { durationMs: 20 } }))
    .control('neutral-name', MARKET, neutral)
    .control('repeat', MARKET, silent);
const dropped = () => session().https(MARKET, silent).control('repeat', MARKET, silent).control('small-hello', MARKET, passes());
const stalling = () =>
  ['neutral-name' as const, 'small-hello' as const, 'small-answer' as const, 'repeat' as const].reduce(
    (built, purpose) => built.control(purpose, MARKET, silent),
    session().https(MARKET, silent).tcp('192.0.2.1', 443, fails('tcp.timeout'), { role: 'control', purpose: 'unserved-address' }),
  );
const blocked = () =>
  session({ from: 'runner' })
    .https('app.gitpod.io')
    .https('sts.us-east-1.amazonaws.com', fails('tcp.timeout'))
    .https('ssm.us-east-1.amazonaws.com', fails('tcp.timeout'));
const metadata = () =>
  session({ from: 'runner', runner: 'standard' })
    .host({ ec2: true })
    .http(METADATA, fails('http.timeout'), { requirement: 'imds.endpoint' })
    .https('app.gitpod.io');

describe.each([
  ['name-filtered-in-tls', filtered],
  ['large-hello-dropped', dropped],
  ['tls-stalls', stalling],
  ['aws-endpoint-blocked', blocked],
  ['metadata-unreachable', metadata],
])('%s', (name, story) => {
  test('is certain if the probe timed out after 4 s', () => {
    expect(findingOf(within(4000, story()), name)?.confidence).toBe('certain');
  });

  test('is only likely if the probe timed out after 200 ms, and its evidence gives that limit', () => {
    const found = findingOf(within(200, story()), name);
    expect(found?.confidence).toBe('likely');
    expect(found?.evidence.at(-1)).toContain('waited 200 ms');
  });
});

describe('a time limit that other handshakes barely meet', () => {
  const slow = passes({ tls: { durationMs: 190 } });

  test('leaves a timeout unexplained, and the finding suggests a longer limit', () => {
    const story = () => session().https(MARKET, silent).https('releases.gitpod.io', slow).control('neutral-name', MARKET, neutral);
    expect(rootsOf(within(200, story()))).toEqual(['unexplained-failure']);
    const [told] = diagnose(within(200, story())).findings;
    expect(told?.title).toContain('no answer came within 200 ms');
    expect(told?.evidence.join(' ')).toContain('took up to 190 ms');
    expect(told?.fixes[0]?.command).toContain('--timeout 4000');
    // With the usual deadline another slow host changes nothing.
    expect(rootsOf(within(4000, story()))).toEqual(['name-filtered-in-tls']);
  });

  test('leaves a timeout unexplained even when every control timed out as well', () => {
    expect(rootsOf(within(200, stalling().https('releases.gitpod.io', slow)))).toEqual(['unexplained-failure']);
    expect(rootsOf(within(200, stalling()))).toEqual(['tls-stalls']);
  });

  test('allows a likely filter when the timeout recurs after the sweep', () => {
    const rush = () => filtered().https('releases.gitpod.io', slow);
    expect(findingOf(within(200, rush()), 'name-filtered-in-tls')?.confidence).toBe('likely');
    expect(rootsOf(within(200, rush().control('small-hello', MARKET, slow)))).toEqual(['unexplained-failure']);
  });
});

test('a control that passed just before its time limit is no evidence, however long the limit is', () => {
  const nick = passes({ tls: { durationMs: 2900, serverName: 'example.com' } });
  const named = session().https(MARKET, silent).control('neutral-name', MARKET, nick).control('repeat', MARKET, silent);
  const sized = session().https(MARKET, silent).control('small-hello', MARKET, nick).control('repeat', MARKET, silent);
  for (const story of [named, sized]) expect(rootsOf(within(4000, story))).toEqual(['tls-stalls']);
});

test('a timeout that the machine noticed too late stays unexplained', () => {
  const late = fails('tls.timeout', { tls: { durationMs: 310 } });
  const built = session().https(MARKET, late).control('repeat', MARKET, late).control('small-hello', MARKET, passes());
  expect(rootsOf(within(200, built))).toEqual(['unexplained-failure']);
});

test('a cause that rests on a reset is certain, however short the time limit is', () => {
  const built = session()
    .https(MARKET, fails('tls.reset'))
    .https('app.gitpod.io', passes({ tls: { durationMs: 190 } }))
    .control('neutral-name', MARKET, neutral);
  expect(findingOf(within(200, built), 'name-filtered-in-tls')?.confidence).toBe('certain');
});

test('a missing network interface is certain, however short the time limit is', () => {
  const built = session()
    .host({ interfaces: 0, defaultRoute4: false })
    .dns('app.gitpod.io', 'dns.timeout')
    .https('app.gitpod.io', fails('dns.timeout'));
  expect(findingOf(within(200, built), 'no-network')?.confidence).toBe('certain');
});
