/** Certificates. If one of these fails, a company is told to install a root that is not needed, or to leave one out that is. */
import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim, rootCauses, wordsOf } from '../evidence/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { clockWrong } from './115-clock-wrong.ts';
import { tlsIntercepted } from './307-tls-intercepted.ts';
import { certificateExpired } from './308-certificate-expired.ts';
import { certificateForAnotherName } from './309-certificate-for-another-name.ts';
import { blockPage } from './401-block-page.ts';

const untrusted = fails('tls.unknown-issuer');
/** Re-signed by an authority that the store of this machine vouches for. */
const trustedHere = passes({ trust: { public: 'untrusted' }, issuer: 'Example Corp Inspection CA' });

describe('GD307 tls-intercepted', () => {
  test('one private authority on hosts of unrelated owners: one finding, certain, with the rows it breaks', () => {
    const built = session()
      .https('app.gitpod.io', untrusted)
      .https('marketplace.visualstudio.com', untrusted, { of: { consumer: 'vscode' } })
      .https('download.jetbrains.com', untrusted, { of: { consumer: 'jvm' } })
      .build();
    const claim = onlyClaim(tlsIntercepted, built);
    expect(claim).toMatchObject({ subject: 'Example Corp Inspection CA', confidence: 'certain', accountsFor: ['o1', 'o2', 'o3'] });
    const words = wordsOf(tlsIntercepted, claim);
    expect(words).toContain('Not trusted by: the Gitpod CLI and runner, JetBrains IDEs and VS Code.');
    expect(words).toContain('keytool -importcert');
  });

  test('trusted by every program that met it: no failure is claimed, the rows are named', () => {
    const built = session().https('app.gitpod.io', trustedHere).https('download.jetbrains.com', trustedHere).build();
    const claim = onlyClaim(tlsIntercepted, built);
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: [], requirements: ['app.gitpod.io', 'download.jetbrains.com'] });
    expect(wordsOf(tlsIntercepted, claim)).toContain('Trusted, by the store of this machine, by: the Gitpod CLI and runner.');
  });

  test('the store of each program decides: only JetBrains IDEs fail', () => {
    const failed = fails('tls.unknown-issuer', { trust: { public: 'untrusted', system: 'trusted' } });
    const built = session()
      .https('app.gitpod.io', trustedHere)
      .https('download.jetbrains.com', failed, { of: { consumer: 'jvm' } })
      .build();
    const claim = onlyClaim(tlsIntercepted, built);
    expect(claim.accountsFor).toEqual(['o2']);
    expect(wordsOf(tlsIntercepted, claim)).toContain('Not trusted by: JetBrains IDEs.');
  });

  test('a known product on a single host is likely', () => {
    const built = session()
      .https('app.gitpod.io', fails('tls.unknown-issuer', { issuer: 'Zscaler Intermediate Root CA' }))
      .build();
    expect(onlyClaim(tlsIntercepted, built)).toMatchObject({ subject: 'Zscaler', confidence: 'likely' });
  });

  test('a single public host under an unknown authority is possible', () => {
    const claim = onlyClaim(tlsIntercepted, session().https('app.gitpod.io', untrusted).https('ghcr.io').build());
    expect(claim).toMatchObject({ confidence: 'possible', accountsFor: ['o1'] });
  });

  test('not a self-signed host: a host of the customer with its own authority is possible at most', () => {
    const claim = onlyClaim(tlsIntercepted, session().https('git.corp.example', fails('tls.self-signed')).build());
    expect(claim.confidence).toBe('possible');
    expect(wordsOf(tlsIntercepted, claim)).not.toContain('intercepted');
  });

  test('not a self-signed host: an own authority that is trusted is nobody’s problem', () => {
    const own = passes({ trust: { public: 'untrusted' }, issuer: 'Corp Root' });
    expect(claimsOf(tlsIntercepted, session().https('git.corp.example', own).build())).toEqual([]);
  });

  test('not an interception: a public authority whose intermediate is missing', () => {
    const claim = onlyClaim(
      tlsIntercepted,
      session()
        .https('ghcr.io', fails('tls.unknown-issuer', { issuer: 'Sectigo ECC Domain Validation CA' }))
        .build(),
    );
    expect(claim.confidence).toBe('possible');
    expect(wordsOf(tlsIntercepted, claim)).toContain('a link of its chain may be missing');
  });

  test('not block-page: a page of a filter on one host', () => {
    const built = session()
      .https('releases.gitpod.io', fails('tls.unknown-issuer', { unverified: { pageClass: 'block-page' } }))
      .https('app.gitpod.io')
      .build();
    expect(claimsOf(tlsIntercepted, built)).toEqual([]);
    expect(rootCauses([tlsIntercepted, blockPage], built)).toEqual(['block-page']);
  });

  test('not certificate-for-another-name: public chain, other name', () => {
    expect(claimsOf(tlsIntercepted, session().https('app.gitpod.io', fails('tls.name-mismatch')).build())).toEqual([]);
  });
});

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
