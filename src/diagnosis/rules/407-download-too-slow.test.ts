/** If these fail, a route that hardly carries handshakes is slow in silence, or a long way counts as a slow one. */
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

test('a route on which not even a download is come to is named by the pace of its handshakes', () => {
  const found = findingOf(handshaking(4000, 10).build(), 'download-too-slow');
  expect(found).toMatchObject({ severity: 'degraded', confidence: 'likely', title: expect.stringContaining('2.0 kB/s') });
  expect(found?.evidence.join(' ')).toContain('12 handshakes');
});

test.each([
  ['carries handshakes quickly', handshaking(400, 10)],
  ['is a long way', handshaking(2400, 600)],
])('a route that %s is not said to be slow by them', (_, told) => {
  expect(findingOf(told.build(), 'download-too-slow')).toBeUndefined();
});
