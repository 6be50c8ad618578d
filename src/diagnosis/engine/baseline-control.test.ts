import { describe, expect, test } from 'vitest';
import type { Baseline } from '../../model/baseline.ts';
import type { Session } from '../../model/session.ts';
import { fails, session } from '../testing/session.ts';
import { findingOf } from '../testing/told.ts';
import { diagnose } from './diagnose.ts';

const APP = 'app.gitpod.io';
const MCR = 'mcr.microsoft.com';
const REFUSED = { phase: 'tcp', kind: 'tcp.refused' } as const;

/** One host refuses, another works; the report of another network says `there`. */
function compared(there: Partial<Baseline>): Session {
  return session().https(MCR).https('github.com').https(APP, fails('tcp.refused')).baseline(there).build();
}

const refusedHere = (there: Partial<Baseline>) => findingOf(compared(there), 'port-refused');

describe('a failure that also occurs on the baseline network', () => {
  const found = refusedHere({ failed: [{ host: APP, ...REFUSED }], passed: [MCR] });

  test('is attributed to the service, so the request goes to its operator and not to the network team', () => {
    expect(found?.title).toMatch(/refuses the connection, also on the other network$/);
    expect(found?.evidence[0]).toContain('so the service is the probable cause, not this network');
    expect(found?.fixes.map(({ owner }) => owner)).toEqual(['gitpod']);
  });

  test('still makes the requirement unmet', () => {
    expect(found).toMatchObject({ severity: 'blocker', requirements: [APP] });
  });
});

test('the evidence blames this network when the host works on the baseline network', () => {
  const found = refusedHere({ failed: [], passed: [APP, MCR] });
  expect(found?.evidence[0]).toBe(`${APP} works on the other network (2026-11-20), so the cause is in this network.`);
  expect(found?.fixes.map(({ owner }) => owner)).toContain('network-team');
});

test.each([
  ['in another phase', { failed: [{ host: APP, phase: 'http', kind: 'http.status' as const }], passed: [] }],
  ['in the same phase for another reason', { failed: [{ host: APP, phase: 'tcp', kind: 'tcp.timeout' as const }], passed: [] }],
])('this network is blamed, and the other failure is mentioned, when the host fails on the baseline network %s', (_, there) => {
  const found = refusedHere(there);
  expect(found?.title).not.toContain('baseline');
  expect(found?.evidence[0]).toContain('in another way');
  expect(found?.fixes.map(({ owner }) => owner)).toContain('network-team');
});

test('a finding does not mention a baseline that lacks the host, or an older baseline that lists no hosts', () => {
  const plain = findingOf(session().https(MCR).https('github.com').https(APP, fails('tcp.refused')).build(), 'port-refused');
  expect(refusedHere({ failed: [], passed: [] })).toEqual(plain);
  expect(refusedHere({})).toEqual(plain);
});

test('a baseline from the same network is ignored', () => {
  const host = { ownAddresses: [{ address: '10.0.0.17', prefix: 24 }], resolvers: [{ address: '10.0.0.2', port: 53 }] };
  const network = { ownAddresses: ['10.0.0.17'], resolvers: ['10.0.0.2'] };
  const told = session()
    .host(host)
    .https(MCR)
    .https(APP, fails('tcp.refused'))
    .baseline({ failed: [{ host: APP, ...REFUSED }], network });
  expect(findingOf(told.build(), 'port-refused')?.title).not.toContain('baseline');
});

test('the proxy is still reported as the cause when it fails in the same way on the baseline network', () => {
  const told = session()
    .proxy('http://proxy.corp:3128')
    .https(APP, fails('tunnel.407', { tunnel: { authenticate: ['Basic'] } }))
    .baseline({ failed: [{ host: APP, phase: 'tunnel', kind: 'tunnel.407' }], passed: [] });
  expect(findingOf(told.build(), 'proxy-requires-login')?.title).not.toContain('baseline');
});

test('failures that occur only on this network are listed before those that also occur on the baseline network', () => {
  const two = session().https(MCR).https('github.com', fails('tcp.timeout')).https(APP, fails('tcp.refused'));
  two.baseline({ failed: [{ host: APP, ...REFUSED }], passed: [MCR, 'github.com'] });
  expect(diagnose(two.build()).findings.map(({ name }) => name)).toEqual(['port-dropped', 'port-refused']);
});

test('a finding about two hosts blames this network if one of them works on the baseline network, and gives the baseline result of each host', () => {
  const told = session().https(MCR).https(APP, fails('tcp.refused')).https('github.com', fails('tcp.refused'));
  told.baseline({ failed: [{ host: APP, ...REFUSED }], passed: ['github.com', MCR] });
  const found = findingOf(told.build(), 'port-refused');
  expect(found?.title).not.toContain('baseline');
  expect(found?.evidence.slice(0, 2)).toEqual([
    'github.com works on the other network (2026-11-20), so the cause is in this network.',
    `${APP} fails in the same way on the other network (2026-11-20).`,
  ]);
});
