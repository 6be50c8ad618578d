/** Certificates. If one of these fails, a wrong clock or another name is reported as an expired certificate, or the reverse. */
import { describe, expect, test } from 'vitest';
import type { Certificate } from '../../model/certificate.ts';
import type { Consumer } from '../../model/consumer.ts';
import { claimsOf, onlyClaim, rootCauses, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf } from '../testing/told.ts';
import { clockWrong } from './115-clock-wrong.ts';
import { tlsIntercepted } from './307-tls-intercepted.ts';
import { certificateExpired } from './308-certificate-expired.ts';
import { certificateForAnotherName } from './309-certificate-for-another-name.ts';
import { chainIncomplete } from './316-chain-incomplete.ts';
import { certificateRefused } from './317-certificate-refused.ts';
import { revocationUnreachable } from './319-revocation-unreachable.ts';
import { certificateNotYetValid } from './320-certificate-not-yet-valid.ts';

describe('GD308 certificate-expired', () => {
  const expired = fails('tls.expired');

  test('is certain if the clocks of other servers agree with this machine, and asks Gitpod to renew its own certificate', () => {
    const claim = onlyClaim(certificateExpired, session().https('app.gitpod.io', expired).https('download.jetbrains.com').build());
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o1'], subject: 'app.gitpod.io' });
    expect(wordsOf(certificateExpired, claim)).toContain('expired on 2026-02-01');
    expect(wordsOf(certificateExpired, claim)).toContain('gitpod: ');
  });

  test('is only likely if no server sent a Date header', () => {
    expect(onlyClaim(certificateExpired, session().https('app.gitpod.io', expired).build()).confidence).toBe('likely');
  });

  test('defers to clock-wrong if the certificate is valid at the time of the servers', () => {
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
    expect(claimsOf(certificateNotYetValid, told.build())).toEqual([]);
    expect(rootCauses([certificateNotYetValid, clockWrong], told.build())).toEqual(['clock-wrong']);
  });

  test('is only possible if certificates of several owners have expired and no server confirms the clock', () => {
    const built = session().https('app.gitpod.io', fails('tls.expired')).https('ghcr.io', fails('tls.expired')).build();
    expect(claimsOf(certificateExpired, built).map(({ confidence }) => confidence)).toEqual(['possible']);
  });

  test('asks the network team to renew an expired private CA', () => {
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

describe('GD320 certificate-not-yet-valid', () => {
  test('is certain if the clocks of other servers agree with this machine, and replaces certificate-expired', () => {
    const built = session().https('app.gitpod.io', fails('tls.not-yet-valid')).https('download.jetbrains.com').build();
    const claim = onlyClaim(certificateNotYetValid, built);
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o1'], subject: 'app.gitpod.io' });
    expect(wordsOf(certificateNotYetValid, claim)).toContain('is not valid before 2026-01-01');
    expect(rootCauses([certificateExpired, certificateNotYetValid], built)).toEqual(['certificate-not-yet-valid']);
  });

  test('asks to check the clock of the device if a private CA signed the certificate', () => {
    const built = session()
      .https('app.gitpod.io', fails('tls.not-yet-valid', { trust: { public: 'untrusted' }, issuer: 'Corp Inspection' }))
      .build();
    expect(wordsOf(certificateNotYetValid, onlyClaim(certificateNotYetValid, built))).toContain('set the clock of the device');
  });
});

/** As the probe reports them: a leaf alone, with the address of its issuer. */
const alone = (host: string, issuer: string, issuerUrls?: string[]): Certificate => ({
  subject: { commonName: host, organization: null },
  issuer: { commonName: issuer, organization: null },
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-01T00:00:00Z',
  sha256: 'ab'.repeat(32),
  names: [host],
  selfSigned: false,
  ...(issuerUrls === undefined ? {} : { issuerUrls }),
});
const PUBLISHED = ['http://r11.i.lencr.org/'];

describe('GD316 chain-incomplete', () => {
  test('is certain if another server sends the missing certificate in a verified chain', () => {
    const whole = [alone('ghcr.io', 'Sub CA 1'), { ...alone('', 'Root CA'), subject: { commonName: 'Sub CA 1', organization: null } }];
    const built = session()
      .https('app.gitpod.io', fails('tls.incomplete-chain', { chain: [alone('app.gitpod.io', 'Sub CA 1', PUBLISHED)] }))
      .https('ghcr.io', passes({ chain: whole }))
      .build();
    const claim = onlyClaim(chainIncomplete, built);
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o1'], evidence: ['o2'] });
    const words = wordsOf(chainIncomplete, claim);
    expect(words).toContain('does not send the intermediate certificate “Sub CA 1”');
    expect(words).toContain('http://r11.i.lencr.org/');
    expect(words).toContain('Browsers hide this problem. Your programs do not');
    expect(rootCauses([chainIncomplete, tlsIntercepted], built)).toEqual(['chain-incomplete']);
  });

  test('does not report a public CA as interception, however many owners are affected', () => {
    const broken = (host: string) => fails('tls.incomplete-chain', { chain: [alone(host, "Let's Encrypt R11", PUBLISHED)] });
    const built = session().https('app.gitpod.io', broken('app.gitpod.io')).https('ghcr.io', broken('ghcr.io')).build();
    expect(claimsOf(tlsIntercepted, built)).toEqual([]);
    expect(claimsOf(chainIncomplete, built).map(({ confidence }) => confidence)).toEqual(['likely', 'likely']);
  });

  test('defers to tls-intercepted if the missing root is private', () => {
    const broken = (host: string) => fails('tls.incomplete-chain', { chain: [alone(host, 'Example Corp CA', ['http://pki.corp/ca.crt'])] });
    const built = session().https('app.gitpod.io', broken('app.gitpod.io')).https('ghcr.io', broken('ghcr.io')).build();
    expect(claimsOf(chainIncomplete, built)).toEqual([]);
    expect(onlyClaim(tlsIntercepted, built).accountsFor).toEqual(['o1', 'o2']);
  });
});

describe('GD317 certificate-refused', () => {
  test.each([
    ['tls.key-too-small', 'a key that is too small', 'RSA 1024'],
    ['tls.weak-signature', 'a signature that is too weak', 'sha1WithRSAEncryption'],
    ['tls.name-constraints', 'a name that its CA is not allowed to certify', 'name constraints'],
    ['tls.path-length', 'longer than one of its CAs allows', 'path length'],
    ['tls.invalid-ca', 'signed by a certificate that is not a CA', 'basic constraints'],
    ['tls.invalid-purpose', 'not made for a TLS server', 'serverAuth'],
  ] as const)('describes the certificate for %s as “%s”', (kind, title, detail) => {
    const chain = [{ ...alone('git.corp.example', 'Corp CA'), key: 'RSA 1024', signature: 'sha1WithRSAEncryption' }];
    const built = session()
      .https('git.corp.example', fails(kind, { chain, trust: { public: 'untrusted' } }))
      .build();
    const claim = onlyClaim(certificateRefused, built);
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o1'], subject: 'Corp CA' });
    const words = wordsOf(certificateRefused, claim);
    expect(words).toContain(title);
    expect(words).toContain(detail);
    expect(words).toContain('network-team: ');
    expect(rootCauses([certificateRefused, tlsIntercepted], built)).toEqual(['certificate-refused']);
  });

  test('replaces tls-intercepted if the issuer is not a CA, although its chain ends in a public root', () => {
    const broken = fails('tls.invalid-ca', { issuer: 'Demo Public Root R1', trust: { public: 'untrusted', system: 'untrusted' } });
    const built = session().https('app.gitpod.io', broken).https('ghcr.io', broken).build();
    expect(rootCauses([certificateRefused, tlsIntercepted], built)).toEqual(['certificate-refused']);
    expect(claimsOf(tlsIntercepted, built)).toEqual([]);
  });

  test('asks the operator of the host if a public CA signed the certificate', () => {
    const words = (host: string) => {
      const claim = onlyClaim(certificateRefused, session().https(host, fails('tls.key-too-small')).build());
      return wordsOf(certificateRefused, claim);
    };
    expect(words('app.gitpod.io')).toContain('gitpod: ');
    expect(words('ghcr.io')).toContain('you: The operator of ghcr.io');
  });

  test.each([
    [
      'tls.invalid-purpose',
      ['ca-purpose'],
      /^An extended key usage of a CA .*accepted by Java\.$/m,
      /server that allows neither|all refuse/,
    ],
    ['tls.invalid-purpose', [], /all refuse this certificate/, /accepted by/],
    ['tls.key-too-small', [], /all refuse this certificate/, /accepted by/],
    ['tls.weak-signature', undefined, /too weak/, /accepted by|all refuse/],
  ] as const)('lists only programs that are known to accept the certificate: %s with the flaws %j', (kind, flaws, said, unsaid) => {
    const facts = flaws === undefined ? {} : { tls: { flaws: [...flaws] } };
    const built = session().https('ghcr.io', fails(kind, facts)).build();
    const words = wordsOf(certificateRefused, onlyClaim(certificateRefused, built));
    expect(words).toMatch(said);
    expect(words).not.toMatch(unsaid);
  });

  test('reports a flaw as advice if the program of the requirement accepts it', () => {
    const tolerated = { kind: 'tls.key-too-small', code: 'EE_KEY_TOO_SMALL' } as const;
    const built = session()
      .https('mcr.microsoft.com', passes({ tls: { tolerated, flaws: ['small-rsa-key'] } }), { of: { consumer: 'container-engine' } })
      .build();
    const claim = onlyClaim(certificateRefused, built);
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: [], evidence: ['o1'] });
    const words = wordsOf(certificateRefused, claim);
    expect(words).toContain('a key that is too small, which the container engine accepts');
    expect(words).toContain('refused by OpenSSL (curl, git, Python, Node); accepted by Go, Java and Chromium (VS Code).');
    expect(findingOf(built, 'certificate-refused')).toMatchObject({ severity: 'advice', confidence: 'certain' });
  });

  test('lists a program that refuses the certificate and a program that accepts it', () => {
    const of = (consumer: Consumer) => ({ requirement: `row.${consumer}`, of: { consumer } });
    const chain = [alone('shared.example', 'Corp CA')];
    const facts = { chain, trust: { public: 'untrusted' } } as const;
    const built = session()
      .https('https://shared.example/git', fails('tls.key-too-small', facts), of('git'))
      .https('https://shared.example/go', passes({ ...facts, tls: { tolerated: { kind: 'tls.key-too-small' } } }), of('go'))
      .build();
    const claim = onlyClaim(certificateRefused, built);
    expect(claim).toMatchObject({ accountsFor: ['o1'], evidence: ['o2'] });
    expect(wordsOf(certificateRefused, claim)).toContain('git refuses the certificate; the Gitpod CLI and runner accept it.');
  });

  test('does not fire for a control, but fires for an expired root that the program accepts', () => {
    const tolerated = { tls: { tolerated: { kind: 'tls.key-too-small' } } } as const;
    const built = session().https('ghcr.io').control('other-owner', 'mcr.microsoft.com', passes(tolerated)).build();
    expect(claimsOf(certificateRefused, built)).toEqual([]);
    const overlooked = session().https('download.jetbrains.com', passes({ tls: { tolerated: { kind: 'tls.expired' } } }), {
      of: { consumer: 'jvm' },
    });
    expect(wordsOf(certificateRefused, onlyClaim(certificateRefused, overlooked.build()))).toContain('below a root that has expired');
  });

  test('defers to certificate-expired if the certificate has expired', () => {
    const built = session().https('ghcr.io', fails('tls.expired')).build();
    expect(claimsOf(certificateRefused, built)).toEqual([]);
  });
});

describe('GD319 revocation-unreachable', () => {
  const OCSP = 'http://ocsp.ca.example/';
  test('lists the revocation servers that answer and those that do not, without explaining a failure', () => {
    const built = session()
      .https('app.gitpod.io')
      .control('revocation', OCSP, fails('tcp.timeout'))
      .control('revocation', 'http://crl.ca.example/', passes({ answer: { 'http.response.status_code': 404 } }))
      .build();
    const claim = onlyClaim(revocationUnreachable, built);
    expect(claim).toMatchObject({ confidence: 'likely', accountsFor: [], degrades: true, subject: 'ocsp.ca.example' });
    const words = wordsOf(revocationUnreachable, claim);
    expect(words).toContain('crl.ca.example does.');
    expect(words).toContain('allow outbound TCP 80 to ocsp.ca.example');
  });

  test('counts any status of a revocation server as an answer, but not the page of a filter', () => {
    const found = (outcome: Parameters<ReturnType<typeof session>['control']>[2]) =>
      claimsOf(revocationUnreachable, session().https('app.gitpod.io').control('revocation', OCSP, outcome).build()).length;
    expect(found(fails('http.status', { status: 403 }))).toBe(0);
    expect(found(fails('http.status', { status: 403, answer: { filterVendor: 'Fortinet' } }))).toBe(1);
    expect(found(fails('tcp.refused'))).toBe(1);
  });
});

describe('GD309 certificate-for-another-name', () => {
  test('gives the name for which the certificate was issued', () => {
    const claim = onlyClaim(certificateForAnotherName, session().https('app.gitpod.io', fails('tls.name-mismatch')).build());
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o1'] });
    expect(wordsOf(certificateForAnotherName, claim)).toContain('other.example');
  });

  test('is only possible at an internal address, which a DNS filter may have returned (name-sinkholed)', () => {
    const built = session()
      .https('app.gitpod.io', fails('tls.name-mismatch', { addresses: ['10.1.2.3'] }))
      .build();
    expect(onlyClaim(certificateForAnotherName, built).confidence).toBe('possible');
  });

  test('defers to block-page if the response is a page of a filter', () => {
    const page = fails('tls.name-mismatch', {
      trust: { public: 'untrusted' },
      unverified: { filterVendor: 'Fortinet', pageClass: 'login' },
    });
    expect(claimsOf(certificateForAnotherName, session().https('app.gitpod.io', page).build())).toEqual([]);
  });
});

describe('certificate chains with the name of a public CA at hosts of two owners', () => {
  test.each([
    ['expired', 'tls.expired', 'trusted'],
    ['expired, under a root that no trust store has', 'tls.expired', 'untrusted'],
    ['unreadable', 'tls.bad-certificate', 'untrusted'],
  ] as const)('are not reported as interception if the certificates are %s', (_how, kind, known) => {
    const broken = fails(kind, { issuer: 'DigiCert Global G2 TLS RSA SHA256 2020 CA1', trust: { public: known } });
    const built = session().https('app.gitpod.io', broken).https('ghcr.io', broken).https('download.jetbrains.com').build();
    const words = claimsOf(tlsIntercepted, built).map((claim) => wordsOf(tlsIntercepted, claim));
    expect(words.join('\n')).not.toContain('intercepted');
  });

  test('are not reported as interception if no certificate was recorded', () => {
    const unreadable = fails('tls.bad-certificate', { tls: { handshakeCompleted: true, chain: [], trust: null } });
    const built = session().https('app.gitpod.io', unreadable).https('ghcr.io', unreadable).build();
    expect(claimsOf(tlsIntercepted, built)).toEqual([]);
  });
});
