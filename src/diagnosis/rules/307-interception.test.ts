/** Interception. If one of these fails, a company is told to install a root that it does not need, or not told about one that it does. */
import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim, rootCauses, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, verdictOf } from '../testing/told.ts';
import { tlsIntercepted } from './307-tls-intercepted.ts';
import { blockPage } from './401-block-page.ts';

const untrusted = fails('tls.unknown-issuer');

/** Re-signed by a CA that the system trust store holds. */
const trustedHere = passes({ trust: { public: 'untrusted' }, issuer: 'Example Corp Inspection CA' });

describe('GD307 tls-intercepted', () => {
  test('is certain when hosts of unrelated owners have the same private CA, and names the programs that fail', () => {
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

  test('is only likely until a response that is not a redirect to a login rules out a captive portal', () => {
    const confidence = (answer: object) =>
      session()
        .https('app.gitpod.io', untrusted)
        .https('marketplace.visualstudio.com', untrusted)
        .control('other-owner', 'mcr.microsoft.com', fails('tls.unknown-issuer', answer))
        .build();
    expect(findingOf(confidence({}), 'tls-intercepted')?.confidence).toBe('likely');
    expect(findingOf(confidence({ unverified: { status: 200 } }), 'tls-intercepted')?.confidence).toBe('certain');
  });

  test('lists the requirements without explaining a failure when every program trusts the CA', () => {
    const built = session().https('app.gitpod.io', trustedHere).https('download.jetbrains.com', trustedHere).build();
    const claim = onlyClaim(tlsIntercepted, built);
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: [], requirements: ['app.gitpod.io', 'download.jetbrains.com'] });
    expect(wordsOf(tlsIntercepted, claim)).toContain('Trusted, through the trust store of the machine, by: the Gitpod CLI and runner.');
  });

  test('explains only the failure of JetBrains IDEs when only their trust store lacks the CA', () => {
    const failed = fails('tls.unknown-issuer', { trust: { public: 'untrusted', system: 'trusted' } });
    const built = session()
      .https('app.gitpod.io', trustedHere)
      .https('download.jetbrains.com', failed, { of: { consumer: 'jvm' } })
      .build();
    const claim = onlyClaim(tlsIntercepted, built);
    expect(claim.accountsFor).toEqual(['o2']);
    expect(wordsOf(tlsIntercepted, claim)).toContain('Not trusted by: JetBrains IDEs.');
  });

  test('asks to exempt the wildcard from the access requirements, and not the host that only a control contacted', () => {
    const built = session()
      .https('https://api.us01.gitpod.dev/', untrusted, { requirement: 'gateway.x', of: { endpoint: 'https://*.us01.gitpod.dev' } })
      .control('other-owner', 'mcr.microsoft.com', untrusted)
      .build();
    const lines = wordsOf(tlsIntercepted, onlyClaim(tlsIntercepted, built)).match(/do not decrypt: \S+/g);
    expect(lines).toEqual(['do not decrypt: *.us01.gitpod.dev']);
  });

  test('is likely for a single host when the CA belongs to a known product', () => {
    const built = session()
      .https('app.gitpod.io', fails('tls.unknown-issuer', { issuer: 'Zscaler Intermediate Root CA' }))
      .build();
    expect(onlyClaim(tlsIntercepted, built)).toMatchObject({ subject: 'Zscaler', confidence: 'likely' });
  });

  test('is possible for a single public host under an unknown CA', () => {
    const claim = onlyClaim(tlsIntercepted, session().https('app.gitpod.io', untrusted).https('ghcr.io').build());
    expect(claim).toMatchObject({ confidence: 'possible', accountsFor: ['o1'] });
  });

  test("is only possible for a customer's host with a self-signed certificate, and does not mention interception", () => {
    const claim = onlyClaim(tlsIntercepted, session().https('git.corp.example', fails('tls.self-signed')).build());
    expect(claim.confidence).toBe('possible');
    expect(wordsOf(tlsIntercepted, claim)).not.toContain('intercepted');
  });

  test("does not fire for a customer's host under a private CA that this machine trusts", () => {
    const own = passes({ trust: { public: 'untrusted' }, issuer: 'Corp Root' });
    expect(claimsOf(tlsIntercepted, session().https('git.corp.example', own).build())).toEqual([]);
  });

  test('does not fire for two hosts whose certificates are unreadable', () => {
    const unreadable = fails('tls.bad-certificate');
    expect(claimsOf(tlsIntercepted, session().https('app.gitpod.io', unreadable).https('ghcr.io', unreadable).build())).toEqual([]);
  });

  test('is only possible when an expired root of a public CA signed the certificates of both hosts, and does not mention interception', () => {
    const kind = 'tls.unknown-issuer';
    const root = { commonName: 'DST Root CA X3', organization: 'Digital Signature Trust Co.' };
    const chain = [
      {
        subject: root,
        issuer: root,
        notBefore: '2000-09-30T00:00:00Z',
        notAfter: '2021-09-30T00:00:00Z',
        sha256: 'cd'.repeat(32),
        names: [],
        selfSigned: true,
      },
    ];
    const facts = { chain, trust: { public: 'untrusted' }, tls: { handshakeCompleted: true, validNow: false } } as const;
    const built = session().https('app.gitpod.io', fails(kind, facts)).https('ghcr.io', fails(kind, facts)).build();
    const claim = onlyClaim(tlsIntercepted, built);
    expect(claim).toMatchObject({ confidence: 'possible', accountsFor: ['o1', 'o2'] });
    expect(wordsOf(tlsIntercepted, claim)).not.toContain('intercepted');
    expect(wordsOf(tlsIntercepted, claim)).not.toContain('unrelated');
  });

  test("defers to block-page when only one host returns a filter's page", () => {
    const built = session()
      .https('releases.gitpod.io', fails('tls.unknown-issuer', { unverified: { pageClass: 'block-page' } }))
      .https('app.gitpod.io')
      .build();
    expect(claimsOf(tlsIntercepted, built)).toEqual([]);
    expect(rootCauses([tlsIntercepted, blockPage], built)).toEqual(['block-page']);
  });

  test('defers to certificate-for-another-name when a public CA signed a certificate for another name', () => {
    expect(claimsOf(tlsIntercepted, session().https('app.gitpod.io', fails('tls.name-mismatch')).build())).toEqual([]);
  });
});

describe('GD307 with a CA file from the user', () => {
  const seen = () =>
    session({ caFile: '/home/me/corp-ca.pem' }).https('app.gitpod.io', untrusted).https('download.jetbrains.com', untrusted);
  const named = (result: 'trusted' | 'untrusted') => {
    const facts = { issuer: 'Example Corp Inspection CA', trust: { public: 'untrusted', system: 'untrusted', named: result } } as const;
    return result === 'trusted' ? passes(facts) : fails('tls.unknown-issuer', facts);
  };

  test('asks the network team for the root certificate only if the file does not complete the chain', () => {
    const wordsWith = (result: 'trusted' | 'untrusted') => {
      const built = seen().control('named-authority', 'app.gitpod.io', named(result)).build();
      return wordsOf(tlsIntercepted, onlyClaim(tlsIntercepted, built));
    };
    expect(wordsWith('trusted')).not.toContain('please send us the root certificate');
    expect(wordsWith('trusted')).toContain('. We have the root certificate already.');
    expect(wordsWith('untrusted')).toContain('please send us the root certificate');
  });

  test('uses the file in its fixes if it completes the chain', () => {
    const built = seen().control('named-authority', 'app.gitpod.io', named('trusted')).build();
    const claim = onlyClaim(tlsIntercepted, built);
    expect(claim.evidence).toContain('o3');
    const words = wordsOf(tlsIntercepted, claim);
    expect(words).toContain('Tested with /home/me/corp-ca.pem: it works for app.gitpod.io.');
    expect(words).toContain('sudo cp /home/me/corp-ca.pem /usr/local/share/ca-certificates/');
    expect(words).not.toContain('Ask the network team for the root');
    expect(findingOf(built, 'tls-intercepted')?.severity).toBe('blocker');
  });

  test('says that the CA in the file has another root, and asks for the right root certificate', () => {
    const built = seen().control('named-authority', 'app.gitpod.io', named('untrusted')).build();
    const words = wordsOf(tlsIntercepted, onlyClaim(tlsIntercepted, built));
    expect(words).toContain('it does not help, because this CA has a different root');
    expect(words).toContain('Ask the network team for the root certificate');
    expect(words).not.toContain('it works');
  });

  test('leaves the requirement unmet even if the file completes the chain', () => {
    const built = seen().control('named-authority', 'app.gitpod.io', named('trusted')).build();
    expect(verdictOf(built, 'app.gitpod.io')).toBe('unmet');
  });
});

describe('GD307 when some hosts are not needed on this machine', () => {
  test('requests an exemption only for the needed hosts, and does not repeat the issuer', () => {
    const hosts = Array.from({ length: 6 }, (_, at) => `host${at}.gitpod.io`);
    const of = (at: number) => ({ of: { neededFrom: [at < 4 ? ('laptop' as const) : ('runner' as const)] } });
    const told = hosts.reduce((builder, host, at) => builder.https(host, untrusted, of(at)), session({ from: 'laptop' }));
    const words = wordsOf(tlsIntercepted, onlyClaim(tlsIntercepted, told.build()));
    expect(words).toMatch(/inspects TLS to 4 hosts/);
    expect(words.match(/do not decrypt: /g)).toHaveLength(4);
    expect(words).toContain('4 names in the access requirements cover the hosts that are needed from here.');
    expect(words).not.toContain('(issuer');
  });
});

describe('GD307 in a step that measures hosts of one owner', () => {
  test("is certain once another owner's host has the same issuer", () => {
    const alone = session().https('app.gitpod.io', untrusted);
    expect(onlyClaim(tlsIntercepted, alone.build()).confidence).toBe('possible');
    const both = alone.control('other-owner', 'marketplace.visualstudio.com', untrusted, { requirement: 'app.gitpod.io' });
    expect(onlyClaim(tlsIntercepted, both.build())).toMatchObject({ confidence: 'certain', accountsFor: ['o1'], evidence: ['o1', 'o2'] });
  });

  test.each([
    ['is genuine', passes()],
    ['has a third issuer', fails('tls.unknown-issuer', { issuer: 'Another CA' })],
    ['does not answer', fails('tcp.timeout')],
  ])('stays possible when the other host %s', (_name, outcome) => {
    const built = session()
      .https('app.gitpod.io', untrusted)
      .control('other-owner', 'marketplace.visualstudio.com', outcome, { requirement: 'app.gitpod.io' })
      .build();
    const claims = claimsOf(tlsIntercepted, built).filter(({ accountsFor }) => accountsFor.length > 0);
    expect(claims).toMatchObject([{ confidence: 'possible', accountsFor: ['o1'] }]);
  });
});
