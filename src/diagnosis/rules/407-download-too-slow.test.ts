/** If these fail, a route that hardly carries handshakes is not reported as slow, or a long route is. */
import { expect, test } from 'vitest';
import type { PhaseOf } from '../../model/phase.ts';
import { passes, session } from '../testing/session.ts';
import { findingOf } from '../testing/told.ts';

const BYTES = 4000;

/** Twelve handshakes through a proxy, two at a time; a CONNECT is answered within `tunnelMs`. */
function handshaking(tlsMs: number, tunnelMs: number) {
  const told = session().proxy('http://proxy.corp.example:3128');
  for (let nth = 0; nth < 12; nth += 1) {
    const tls: Partial<PhaseOf<'tls'>> = { startMs: Math.floor(nth / 2) * tlsMs, durationMs: tlsMs, receivedBytes: BYTES };
    told.https(`host${nth}.example.com`, passes({ tls, tunnel: { durationMs: tunnelMs } }));
  }
  return told;
}

test('reports a route too slow for any download by the pace of its handshakes', () => {
  const found = findingOf(handshaking(4000, 10).build(), 'download-too-slow');
  expect(found).toMatchObject({ severity: 'degraded', confidence: 'likely', title: expect.stringContaining('2.0 kB/s') });
  expect(found?.evidence.join(' ')).toContain('12 handshakes');
});

test('does not report a slow route when the machine kept the program from running', () => {
  const built = handshaking(4000, 10).build();
  const starved = built.observations.map((one) => ({ ...one, stalled: { ms: one.durationMs / 5, longestMs: 80, cpuMs: 400 } }));
  expect(findingOf({ ...built, observations: starved }, 'download-too-slow')).toBeUndefined();
});

test.each([
  ['carries handshakes quickly', handshaking(400, 10)],
  ['is a long way', handshaking(2400, 600)],
])('does not report a route that %s as slow', (_, told) => {
  expect(findingOf(told.build(), 'download-too-slow')).toBeUndefined();
});
