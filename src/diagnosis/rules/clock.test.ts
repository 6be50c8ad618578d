/** The clock. If one of these fails, valid certificates are reported as expired, or a machine with a wrong clock as fine. */
import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf, verdictOf } from '../testing/told.ts';
import { clockWrong } from './115-clock-wrong.ts';

const HOUR = 3_600_000;
const says = (clockSkewMs: number) => passes({ answer: { clockSkewMs } });
const told = () => session().requirement('host.clock', { origin: 'tool', level: 'optional' });

describe('GD115 clock-wrong', () => {
  test('is certain, and host.clock is unmet, when servers of several owners agree on a different time', () => {
    const seen = told()
      .https('app.gitpod.io', says(2 * HOUR))
      .https('ghcr.io', says(2 * HOUR + 900))
      .build();
    expect(onlyClaim(clockWrong, seen)).toMatchObject({ confidence: 'certain', accountsFor: [], requirements: ['host.clock'] });
    expect(findingOf(seen, 'clock-wrong')?.title).toBe('The clock of the machine is 2 hours behind');
    expect(verdictOf(seen, 'host.clock')).toBe('unmet');
  });

  test('replaces certificate-expired when the clock is ahead, so that valid certificates look expired', () => {
    const chain = { subject: { commonName: 'x', organization: null }, issuer: { commonName: 'R11', organization: null } };
    const sound = {
      ...chain,
      notBefore: '2025-09-01T00:00:00Z',
      notAfter: '2026-02-01T00:00:00Z',
      sha256: '',
      names: [],
      selfSigned: false,
    };
    const expired = fails('tls.expired', { chain: [sound], unverified: { clockSkewMs: -400 * 24 * HOUR } });
    const seen = told().https('app.gitpod.io', expired).https('mcr.microsoft.com', expired).build();
    expect(rootsOf(seen)).toEqual(['clock-wrong']);
    expect(findingOf(seen, 'clock-wrong')).toMatchObject({ severity: 'blocker', observations: ['o1', 'o2'] });
    expect(findingOf(seen, 'clock-wrong')?.title).toBe('The clock of the machine is 400 days ahead, so valid certificates look expired');
  });

  test.each([
    [2 * HOUR, 'degraded'],
    [0.05 * HOUR, 'advice'],
  ])('degrades Gitpod only if the difference is so large that AWS refuses signatures: %i ms gives %s', (skew, severity) => {
    const seen = session().https('app.gitpod.io', says(skew)).https('ghcr.io', says(skew)).build();
    expect(findingOf(seen, 'clock-wrong')?.severity).toBe(severity);
  });

  test('defers to certificate-expired when the certificate has expired at the time of the servers as well', () => {
    const seen = told()
      .https('app.gitpod.io', says(2 * HOUR))
      .https('ghcr.io', says(2 * HOUR))
      .https('mcr.microsoft.com', fails('tls.expired'))
      .build();
    expect(rootsOf(seen)).toEqual(['certificate-expired', 'clock-wrong']);
    expect(findingOf(seen, 'certificate-expired')?.observations).toEqual(['o3']);
  });

  test.each([
    ['the difference is one minute', [40_000, 59_000], 'met'],
    ['one of several servers is wrong', [500, -200, 5 * HOUR], 'met'],
    ['only one server sent a time', [5 * HOUR], 'unknown: no-reply'],
    ['the servers contradict one another', [5 * HOUR, 90 * HOUR], 'unknown: no-reply'],
    ['no server sent a time', [], 'unknown: no-reply'],
  ])('does not fire when %s', (_, skews, verdict) => {
    const seen = skews.reduce(
      (so, skew, n) => so.https(`h${n}.example-${n}.com`, says(skew)),
      told().https('ghcr.io', fails('tcp.timeout')),
    );
    expect(claimsOf(clockWrong, seen.build())).toEqual([]);
    expect(verdictOf(seen.build(), 'host.clock')).toBe(verdict);
  });

  test('does not fire when only a TLS-inspecting device gives another time', () => {
    const device = passes({ trust: { public: 'untrusted' }, issuer: 'Corp Inspection', answer: { clockSkewMs: 2 * HOUR } });
    expect(claimsOf(clockWrong, told().https('app.gitpod.io', device).https('ghcr.io', device).build())).toEqual([]);
  });
});
