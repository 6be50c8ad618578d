/** Certificates. If one of these fails, a wrong clock or another name is taken for an expired certificate, or the other way round. */
import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim, rootCauses, wordsOf } from '../evidence/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { clockWrong } from './115-clock-wrong.ts';
import { certificateExpired } from './308-certificate-expired.ts';
import { certificateForAnotherName } from './309-certificate-for-another-name.ts';

describe('GD308 certificate-expired', () => {
  const expired = fails('tls.expired');

  test('certain while the clocks of others agree; Gitpod renews its own', () => {
    const claim = onlyClaim(certificateExpired, session().https('app.gitpod.io', expired).https('download.jetbrains.com').build());
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o1'], subject: 'app.gitpod.io' });
    expect(wordsOf(certificateExpired, claim)).toContain('expired on 2026-02-01');
    expect(wordsOf(certificateExpired, claim)).toContain('gitpod: ');
  });

  test('likely where nobody sent a time', () => {
    expect(onlyClaim(certificateExpired, session().https('app.gitpod.io', expired).build()).confidence).toBe('likely');
  });

  test('not clock-wrong: valid by the time of the servers', () => {
    const ahead = passes({ answer: { clockSkewMs: 86_400_000 } });
    const soon = { subject: { commonName: 'app.gitpod.io', organization: null }, issuer: { commonName: 'R11', organization: null } };
    const chain = [
      {
        ...soon,
        notBefore: '2026-11-24T00:00:00Z',
        notAfter: '2027-02-01T00:00:00Z',
        sha256: 'cd'.repeat(32),
        names: ['app.gitpod.io'],
        selfSigned: false,
      },
    ];
    const told = session()
      .https('app.gitpod.io', fails('tls.not-yet-valid', { chain, unverified: { clockSkewMs: 86_400_000 } }))
      .https('download.jetbrains.com', ahead);
    expect(claimsOf(certificateExpired, told.build())).toEqual([]);
    expect(rootCauses([certificateExpired, clockWrong], told.build())).toEqual(['clock-wrong']);
  });

  test('possible only, where several owners’ certificates end together and nobody vouches for the clock', () => {
    const built = session().https('app.gitpod.io', fails('tls.expired')).https('ghcr.io', fails('tls.expired')).build();
    expect(claimsOf(certificateExpired, built).map(({ confidence }) => confidence)).toEqual(['possible']);
  });

  test('not tls-intercepted: a private authority that expired is the business of its owner', () => {
    const built = session()
      .https('app.gitpod.io', fails('tls.expired', { trust: { public: 'untrusted' }, issuer: 'Corp Inspection' }))
      .https('ghcr.io', fails('tls.expired', { trust: { public: 'untrusted' }, issuer: 'Corp Inspection' }))
      .https('download.jetbrains.com')
      .build();
    const claim = onlyClaim(certificateExpired, built);
    expect(claim).toMatchObject({ subject: 'Corp Inspection', confidence: 'likely', accountsFor: ['o1', 'o2'] });
    expect(wordsOf(certificateExpired, claim)).toContain('network-team: ');
  });
});

describe('GD309 certificate-for-another-name', () => {
  test('names what answered, and where', () => {
    const claim = onlyClaim(certificateForAnotherName, session().https('app.gitpod.io', fails('tls.name-mismatch')).build());
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o1'] });
    expect(wordsOf(certificateForAnotherName, claim)).toContain('other.example');
  });

  test('not name-sinkholed: at an internal address the DNS answer itself may be the fault', () => {
    const built = session()
      .https('app.gitpod.io', fails('tls.name-mismatch', { addresses: ['10.1.2.3'] }))
      .build();
    expect(onlyClaim(certificateForAnotherName, built).confidence).toBe('possible');
  });

  test('not block-page: behind the certificate stands the page of a filter', () => {
    const page = fails('tls.name-mismatch', { trust: { public: 'untrusted' }, unverified: { filterVendor: 'Fortinet' } });
    expect(claimsOf(certificateForAnotherName, session().https('app.gitpod.io', page).build())).toEqual([]);
  });
});
