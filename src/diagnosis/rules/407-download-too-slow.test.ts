/** If these fail, a route that hardly carries handshakes is not reported as slow, or a long route is. */
import { expect, test } from 'vitest';
import type { PhaseOf } from '../../model/phase.ts';
import type { Session } from '../../model/session.ts';
import { fails, passes, session } from '../testing/session.ts';
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

test('download-too-slow is likely on a route on which only handshakes were measured', () => {
  const found = findingOf(handshaking(4000, 10).build(), 'download-too-slow');
  expect(found).toMatchObject({ severity: 'degraded', confidence: 'likely', title: expect.stringContaining('2.0 kB/s') });
  expect(found?.evidence.join(' ')).toContain('12 handshakes');
});

/** The same on a machine that kept the program from running for this share of the time. */
function starved(built: Session, share: number): Session {
  const stalled = (ms: number) => ({ ms: ms * share, longestMs: 80, cpuMs: 400 });
  return { ...built, observations: built.observations.map((one) => ({ ...one, stalled: stalled(one.durationMs) })) };
}

/** Reads a download of 96 KiB in this time, after which the probe ends. */
function downloading(seconds: number): Session {
  const checksum = { receivedBytes: 98_304, bytesPerSecond: 98_304 / seconds, durationMs: seconds * 1000 };
  const built = session().download('https://releases.gitpod.io/file', passes({ checksum })).build();
  return { ...built, observations: built.observations.map((one) => ({ ...one, durationMs: seconds * 1000 })) };
}

test.each([
  ['handshakes', 'for 10 % of the time', handshaking(4000, 10).build(), 0.1],
  ['handshakes', 'for 20 % of the time', handshaking(4000, 10).build(), 0.2],
  ['a download', 'for 10 % of the time', downloading(6), 0.1],
  ['a download', 'for 30 % of the time', downloading(6), 0.3],
])('a slow route is reported for %s if the machine paused the program only %s', (_, _share, built, share) => {
  expect(findingOf(starved(built, share), 'download-too-slow')).toBeDefined();
});

test.each([
  ['handshakes', 'for 30 % of the time', handshaking(4000, 10).build(), 0.3],
  ['handshakes', 'for 90 % of the time', handshaking(4000, 10).build(), 0.9],
  ['a download of 1.2 s', 'for 20 % of the time', downloading(1.2), 0.2],
  ['a download', 'for 45 % of the time', downloading(6), 0.45],
  ['a download', 'for 60 % of the time', downloading(6), 0.6],
])('a slow route is not reported for %s if the machine paused the program %s', (_, _share, built, share) => {
  expect(findingOf(starved(built, share), 'download-too-slow')).toBeUndefined();
});

test.each([
  ['reports', 16_400, 2_300, true],
  ['does not report', 1_800, 1_000, false],
])('%s a stalled download after %i ms without data, when the program was suspended for %i ms', (_, silentMs, lostMs, isReported) => {
  const stalls = fails('http.timeout', { bytesPerSecond: 1000, silentMs, answer: { receivedBytes: 16_384 } });
  const built = session().https('ghcr.io').control('throughput', 'ghcr.io', stalls).control('repeat', 'ghcr.io', stalls).build();
  const stalled = { ms: lostMs, longestMs: 90, cpuMs: 400 };
  const observations = built.observations.map((one) => (one.failure === null ? one : { ...one, durationMs: 17_600, stalled }));
  expect(findingOf({ ...built, observations }, 'download-stalls') !== undefined).toBe(isReported);
});

test.each([
  ['has quick handshakes', handshaking(400, 10)],
  ['has a long delay', handshaking(2400, 600)],
])('a route that %s is not reported as slow', (_, told) => {
  expect(findingOf(told.build(), 'download-too-slow')).toBeUndefined();
});
