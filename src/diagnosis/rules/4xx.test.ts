/** What answered. If one of these fails, a filter's page passes for the service, or the service's own fault for a filter's. */
import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim, rootCauses, unexplained, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { portDropped } from './302-port-dropped.ts';
import { tlsIntercepted } from './307-tls-intercepted.ts';
import { blockPage } from './401-block-page.ts';
import { redirectTargetBlocked } from './403-redirect-target-blocked.ts';
import { downloadCutShort } from './404-download-cut-short.ts';
import { downloadAltered } from './405-download-altered.ts';
import { serviceUnhealthy } from './406-service-unhealthy.ts';
import { serviceRefusesClient } from './409-service-refuses-client.ts';

const FILE = 'https://releases.gitpod.io/cli/stable/gitpod-linux-amd64';
const inspected = { trust: { public: 'untrusted', system: 'trusted' }, issuer: 'Filter CA' } as const;

describe('GD401 block-page', () => {
  test('one filter on several hosts is one finding, signed by an authority that nobody trusts', () => {
    const page = fails('tls.unknown-issuer', {
      unverified: { filterVendor: 'Fortinet', pageClass: 'block-page', 'http.response.status_code': 403 },
    });
    const built = session().https('app.gitpod.io', page).https('releases.gitpod.io', page).https('ghcr.io').build();
    const claim = onlyClaim(blockPage, built);
    expect(claim).toMatchObject({ subject: 'Fortinet', confidence: 'certain', accountsFor: ['o1', 'o2'] });
    expect(wordsOf(blockPage, claim)).toContain('allow https://releases.gitpod.io/*');
    expect(rootCauses([blockPage, tlsIntercepted], built)).toEqual(['block-page']);
  });

  test('a page that arrives as a success through an inspecting device is a failure all the same', () => {
    const built = session()
      .https('app.gitpod.io', passes({ ...inspected, answer: { pageClass: 'block-page' } }))
      .build();
    expect(onlyClaim(blockPage, built)).toMatchObject({ confidence: 'certain', accountsFor: ['o1'] });
  });

  test('an answer without a body to read, signed by the authority that signed the page', () => {
    const page = fails('tls.unknown-issuer', { unverified: { pageClass: 'block-page', 'http.response.status_code': 403 } });
    const head = fails('tls.unknown-issuer', { unverified: { pageClass: 'other', 'http.response.status_code': 403, receivedBytes: 0 } });
    const built = session()
      .https('https://update.code.visualstudio.com/api/commits', page)
      .https('https://update.code.visualstudio.com/latest', head)
      .https(FILE, head)
      .https('app.gitpod.io')
      .build();
    expect(onlyClaim(blockPage, built).accountsFor).toEqual(['o1', 'o2', 'o3']);
    expect(rootCauses([blockPage, tlsIntercepted], built)).toEqual(['block-page']);
  });

  test('not tls-intercepted: what the same authority passes on from the service stays intercepted', () => {
    const page = fails('tls.unknown-issuer', { unverified: { pageClass: 'block-page' } });
    const through = fails('tls.unknown-issuer', { unverified: { contentType: 'application/json' } });
    const built = session().https('app.gitpod.io', through).https('download.jetbrains.com', through).https('ghcr.io', page).build();
    expect(rootCauses([blockPage, tlsIntercepted], built)).toEqual(['tls-intercepted', 'block-page']);
  });

  test('plain HTTP on a TLS port', () => {
    expect(onlyClaim(blockPage, session().https('app.gitpod.io', fails('tls.not-tls')).build()).confidence).toBe('likely');
  });

  test('a bare refusal through an inspecting device is possible, not more', () => {
    const built = session()
      .https('app.gitpod.io', fails('http.status', { ...inspected, status: 403 }))
      .build();
    const claim = onlyClaim(blockPage, built);
    expect(claim.confidence).toBe('possible');
    expect(wordsOf(blockPage, claim)).toContain('comes from an inspecting device');
  });

  test('not service-refuses-client: over TLS that verifies to public roots the page is the service’s own', () => {
    const built = session()
      .https('app.gitpod.io', fails('http.status', { status: 403, answer: { pageClass: 'block-page' } }))
      .build();
    expect(claimsOf(blockPage, built)).toEqual([]);
    expect(onlyClaim(serviceRefusesClient, built).accountsFor).toEqual(['o1']);
  });

  test('not tls-intercepted: the service’s own page, signed anew', () => {
    const through = fails('tls.unknown-issuer', { unverified: { pageClass: 'other' } });
    expect(claimsOf(blockPage, session().https('app.gitpod.io', through).https('ghcr.io', through).build())).toEqual([]);
  });
});

describe('GD403 redirect-target-blocked', () => {
  const rules = [portDropped, tlsIntercepted, blockPage, redirectTargetBlocked];
  const to = 'vscode.download.prss.microsoft.com';

  const LISTED = 'update.code.visualstudio.com';
  const dropped = fails('tcp.timeout', { redirectsTo: to });

  test.each([
    ['silent once', session().https(LISTED, dropped).build(), 'likely'],
    [
      'silent, and not reached when retried',
      session().https(LISTED, dropped).control('repeat', LISTED, fails('tcp.timeout')).build(),
      null,
    ],
    [
      'there when retried',
      session()
        .https(LISTED, dropped)
        .control('repeat', LISTED, passes({ redirectsTo: to }))
        .build(),
      null,
    ],
    [
      'silent for two rows of one lookup',
      session()
        .https(LISTED, fails('dns.timeout', { redirectsTo: to }))
        .https('vscode.example.com', fails('dns.timeout', { redirectsTo: to }))
        .build(),
      'likely',
    ],
    [
      'refused by what answers there',
      session()
        .https(LISTED, fails('tcp.refused', { redirectsTo: to }))
        .build(),
      'certain',
    ],
    [
      'cut off in the clear',
      session()
        .http(`http://${LISTED}/`, fails('http.reset', { redirectsTo: to }))
        .build(),
      'likely',
    ],
  ] as const)('a target that is %s is no more than that proves', (_, built, confidence) => {
    expect(claimsOf(redirectTargetBlocked, built).map((claim) => claim.confidence)).toEqual(confidence === null ? [] : [confidence]);
  });

  test('the redirect is genuine, its host is dropped each time and not on the list', () => {
    const built = session().https(LISTED, dropped).control('repeat', LISTED, dropped).https('app.gitpod.io').build();
    const claim = onlyClaim(redirectTargetBlocked, built);
    expect(claim).toMatchObject({ subject: to, confidence: 'certain', accountsFor: ['o1'] });
    expect(wordsOf(redirectTargetBlocked, claim)).toContain(
      `gitpod: The access requirements name update.code.visualstudio.com but not ${to}`,
    );
    expect(rootCauses(rules, built)).toEqual(['redirect-target-blocked']);
  });

  test('a host that the list names by a wildcard is not reported as missing', () => {
    const built = session()
      .requirement('vscode.gallery', { endpoint: 'https://*.prss.microsoft.com' })
      .https('update.code.visualstudio.com', fails('tls.reset', { redirectsTo: to }))
      .build();
    expect(wordsOf(redirectTargetBlocked, onlyClaim(redirectTargetBlocked, built))).toContain(`The published list names ${to}.`);
  });

  test('a filter answers in the place of the redirect’s host', () => {
    const page = fails('tls.unknown-issuer', { redirectsTo: to, unverified: { filterVendor: 'Zscaler', pageClass: 'login' } });
    const built = session().https('update.code.visualstudio.com', page).https('app.gitpod.io').build();
    expect(rootCauses(rules, built)).toEqual(['redirect-target-blocked']);
    expect(unexplained(rules, built)).toEqual([]);
  });

  describe('behind an inspector that no program trusts', () => {
    const inspected = fails('tls.unknown-issuer', { issuer: 'Corp CA', trust: { public: 'untrusted' } });
    const leading = fails('tls.unknown-issuer', {
      issuer: 'Corp CA',
      trust: { public: 'untrusted' },
      unverified: { redirect: { scheme: 'https', host: to, port: 443 } },
    });
    const seen = () => session().https('update.code.visualstudio.com', leading).https('app.gitpod.io', inspected);
    const led = { requirement: 'update.code.visualstudio.com' };

    test('the redirect is followed by a control, and both causes are named', () => {
      const built = seen().control('redirect-target', to, fails('tcp.timeout'), led).build();
      expect(rootCauses(rules, built).sort()).toEqual(['redirect-target-blocked', 'tls-intercepted']);
      expect(onlyClaim(redirectTargetBlocked, built)).toMatchObject({
        subject: to,
        confidence: 'likely',
        accountsFor: [],
        evidence: ['o3'],
      });
    });

    test.each([
      ['that is inspected as well is open', inspected],
      ['that answers is open', passes()],
    ])('a host %s', (_, outcome) => {
      const built = seen().control('redirect-target', to, outcome, led).build();
      expect(claimsOf(redirectTargetBlocked, built)).toEqual([]);
    });
  });

  test('not port-dropped: the listed host itself does not answer', () => {
    const built = session().https('update.code.visualstudio.com', fails('tcp.timeout')).https('app.gitpod.io').build();
    expect(claimsOf(redirectTargetBlocked, built)).toEqual([]);
  });

  test('not proxy-unreachable, not proxy-requires-login: the proxy’s own troubles', () => {
    const built = session()
      .proxy('http://proxy.corp:3128')
      .https('update.code.visualstudio.com', fails('tcp.timeout', { redirectsTo: to }))
      .https('ghcr.io', fails('tunnel.407', { redirectsTo: 'pkg-containers.githubusercontent.com' }))
      .build();
    expect(claimsOf(redirectTargetBlocked, built)).toEqual([]);
  });

  test('not service-unhealthy: the redirect’s host answers with an error of its own', () => {
    const built = session()
      .https('update.code.visualstudio.com', fails('http.status', { redirectsTo: to, status: 503 }))
      .build();
    expect(claimsOf(redirectTargetBlocked, built)).toEqual([]);
    expect(onlyClaim(serviceUnhealthy, built).subject).toBe(to);
  });
});

describe('GD404 download-cut-short', () => {
  const short = fails('http.truncated', { answer: { announcedBytes: 1000, receivedBytes: 300 } });

  test('twice is certain, and both attempts are shown', () => {
    const built = session().https(FILE, short).control('repeat', FILE, short).build();
    const claim = onlyClaim(downloadCutShort, built);
    expect(claim).toMatchObject({ subject: 'releases.gitpod.io', confidence: 'certain', accountsFor: ['o1'], evidence: ['o2'] });
    expect(wordsOf(downloadCutShort, claim)).toContain('300 of 1000 bytes and 300 of 1000 bytes');
  });

  test('once, and whole when retried, is no finding', () => {
    expect(claimsOf(downloadCutShort, session().https(FILE, short).control('repeat', FILE).build())).toEqual([]);
  });

  test('not download-altered: the length is right', () => {
    expect(claimsOf(downloadCutShort, session().download(FILE, fails('http.checksum')).build())).toEqual([]);
  });
});

describe('GD405 download-altered', () => {
  test('over public TLS nobody on the way can have changed it: Gitpod publishes anew', () => {
    const claim = onlyClaim(downloadAltered, session().download(FILE, fails('http.checksum')).build());
    expect(claim).toMatchObject({ subject: 'releases.gitpod.io', confidence: 'certain', accountsFor: ['o1'] });
    expect(wordsOf(downloadAltered, claim)).toContain('gitpod: ');
    expect(wordsOf(downloadAltered, claim)).not.toContain('network-team: ');
  });

  test('through an inspecting device it is the device', () => {
    const claim = onlyClaim(downloadAltered, session().download(FILE, fails('http.checksum', inspected)).build());
    expect(wordsOf(downloadAltered, claim)).toContain('network-team: ');
  });

  test('fetched once only: a release may have changed in between', () => {
    const claim = onlyClaim(
      downloadAltered,
      session()
        .download(FILE, fails('http.checksum', { checksum: { fetches: 1 } }))
        .build(),
    );
    expect(claim.confidence).toBe('possible');
  });

  test('not download-cut-short: bytes are missing', () => {
    expect(claimsOf(downloadAltered, session().https(FILE, fails('http.truncated')).build())).toEqual([]);
  });
});

describe('GD406 service-unhealthy', () => {
  test('an error of the 500s inside verified TLS', () => {
    const claim = onlyClaim(
      serviceUnhealthy,
      session()
        .https('app.gitpod.io', fails('http.status', { status: 502 }))
        .build(),
    );
    expect(claim).toMatchObject({ subject: 'app.gitpod.io', confidence: 'certain', accountsFor: ['o1'] });
    expect(wordsOf(serviceUnhealthy, claim)).toContain('gitpod: ');
  });

  test('somebody else’s service is not for Gitpod or the network team to repair', () => {
    const claim = onlyClaim(
      serviceUnhealthy,
      session()
        .https('marketplace.visualstudio.com', fails('http.status', { status: 503 }))
        .build(),
    );
    expect(wordsOf(serviceUnhealthy, claim)).not.toMatch(/^(gitpod|network-team): /m);
  });

  test('not proxy-cannot-reach-upstream: the proxy’s own 503', () => {
    const built = session().proxy('http://proxy.corp:3128').https('app.gitpod.io', fails('tunnel.5xx')).build();
    expect(claimsOf(serviceUnhealthy, built)).toEqual([]);
  });

  test('not block-page: the proof by TLS is missing', () => {
    const built = session()
      .https('app.gitpod.io', fails('http.status', { ...inspected, status: 503 }))
      .build();
    expect(claimsOf(serviceUnhealthy, built)).toEqual([]);
    expect(onlyClaim(blockPage, built).confidence).toBe('possible');
  });
});

describe('GD409 service-refuses-client', () => {
  test.each([
    { status: 403, confidence: 'likely' },
    { status: 451, confidence: 'certain' },
  ])('$status inside verified TLS is $confidence', ({ status, confidence }) => {
    const claim = onlyClaim(
      serviceRefusesClient,
      session().https('marketplace.visualstudio.com', fails('http.status', { status })).build(),
    );
    expect(claim).toMatchObject({ confidence, accountsFor: ['o1'] });
  });

  test('not challenge-page, not rate-limited: statuses and pages that say what they are', () => {
    const challenge = fails('http.status', { status: 403, answer: { pageClass: 'challenge' } });
    expect(claimsOf(serviceRefusesClient, session().https('app.gitpod.io', challenge).build())).toEqual([]);
    expect(
      claimsOf(
        serviceRefusesClient,
        session()
          .https('app.gitpod.io', fails('http.status', { status: 429 }))
          .build(),
      ),
    ).toEqual([]);
  });

  test('a page of the service’s own policy is its refusal, whatever the status', () => {
    const page = (status: number) => fails('http.status', { status, answer: { pageClass: 'block-page' } });
    for (const status of [404, 503])
      expect(onlyClaim(serviceRefusesClient, session().https('app.gitpod.io', page(status)).build()).accountsFor).toEqual(['o1']);
  });

  test('not service-unhealthy: an error of the 500s', () => {
    expect(
      claimsOf(
        serviceRefusesClient,
        session()
          .https('app.gitpod.io', fails('http.status', { status: 500 }))
          .build(),
      ),
    ).toEqual([]);
  });

  test('a status that the row allows is no refusal', () => {
    expect(
      claimsOf(
        serviceRefusesClient,
        session()
          .https('public.ecr.aws', passes({ status: 401 }))
          .build(),
      ),
    ).toEqual([]);
  });
});
