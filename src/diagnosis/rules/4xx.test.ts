/** HTTP answers. If one of these fails, a filter's page counts as the service, or the service's own fault as a filter's. */
import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim, rootCauses, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { tlsIntercepted } from './307-tls-intercepted.ts';
import { blockPage } from './401-block-page.ts';
import { downloadCutShort } from './404-download-cut-short.ts';
import { downloadAltered } from './405-download-altered.ts';
import { serviceUnhealthy } from './406-service-unhealthy.ts';
import { serviceRefusesClient } from './409-service-refuses-client.ts';

const FILE = 'https://releases.gitpod.io/cli/stable/gitpod-linux-amd64';

const inspected = { trust: { public: 'untrusted', system: 'trusted' }, issuer: 'Filter CA' } as const;

describe('GD401 block-page', () => {
  test('gives one finding when one filter blocks several hosts under a private CA', () => {
    const page = fails('tls.unknown-issuer', {
      unverified: { filterVendor: 'Fortinet', pageClass: 'block-page', 'http.response.status_code': 403 },
    });
    const built = session().https('app.gitpod.io', page).https('releases.gitpod.io', page).https('ghcr.io').build();
    const claim = onlyClaim(blockPage, built);
    expect(claim).toMatchObject({ subject: 'Fortinet', confidence: 'certain', accountsFor: ['o1', 'o2'] });
    expect(wordsOf(blockPage, claim)).toContain('allow https://releases.gitpod.io/*');
    expect(rootCauses([blockPage, tlsIntercepted], built)).toEqual(['block-page']);
  });

  test('explains the failure of a requirement for a block page with status 200', () => {
    const built = session()
      .https('app.gitpod.io', passes({ ...inspected, answer: { pageClass: 'block-page' } }))
      .build();
    expect(onlyClaim(blockPage, built)).toMatchObject({ confidence: 'certain', accountsFor: ['o1'] });
  });

  test('explains an empty response too if the CA of the block page signed its certificate', () => {
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

  test('is reported in addition to tls-intercepted when the CA of the block page also signed certificates of hosts that answered normally', () => {
    const page = fails('tls.unknown-issuer', { unverified: { pageClass: 'block-page' } });
    const through = fails('tls.unknown-issuer', { unverified: { contentType: 'application/json' } });
    const built = session().https('app.gitpod.io', through).https('download.jetbrains.com', through).https('ghcr.io', page).build();
    expect(rootCauses([blockPage, tlsIntercepted], built)).toEqual(['tls-intercepted', 'block-page']);
  });

  test('is likely if the port for TLS answers in plain text', () => {
    expect(onlyClaim(blockPage, session().https('app.gitpod.io', fails('tls.not-tls')).build()).confidence).toBe('likely');
  });

  test('is only possible for a 403 without a block page under TLS inspection', () => {
    const built = session()
      .https('app.gitpod.io', fails('http.status', { ...inspected, status: 403 }))
      .build();
    const claim = onlyClaim(blockPage, built);
    expect(claim.confidence).toBe('possible');
    expect(wordsOf(blockPage, claim)).toContain('comes from an inspecting device');
  });

  test('defers to service-refuses-client for a block page over publicly verified TLS', () => {
    const built = session()
      .https('app.gitpod.io', fails('http.status', { status: 403, answer: { pageClass: 'block-page' } }))
      .build();
    expect(claimsOf(blockPage, built)).toEqual([]);
    expect(onlyClaim(serviceRefusesClient, built).accountsFor).toEqual(['o1']);
  });

  test("defers to tls-intercepted when the inspected response is the service's own", () => {
    const through = fails('tls.unknown-issuer', { unverified: { pageClass: 'other' } });
    expect(claimsOf(blockPage, session().https('app.gitpod.io', through).https('ghcr.io', through).build())).toEqual([]);
  });
});

describe('GD404 download-cut-short', () => {
  const short = fails('http.truncated', { answer: { announcedBytes: 1000, receivedBytes: 300 } });

  test('is certain after two attempts, and gives the bytes of both', () => {
    const built = session().https(FILE, short).control('repeat', FILE, short).build();
    const claim = onlyClaim(downloadCutShort, built);
    expect(claim).toMatchObject({ subject: 'releases.gitpod.io', confidence: 'certain', accountsFor: ['o1'], evidence: ['o2'] });
    expect(wordsOf(downloadCutShort, claim)).toContain('300 of 1000 bytes and 300 of 1000 bytes');
  });

  test('does not fire when the retry receives the whole file', () => {
    expect(claimsOf(downloadCutShort, session().https(FILE, short).control('repeat', FILE).build())).toEqual([]);
  });

  test('defers to download-altered when the body has its full length', () => {
    expect(claimsOf(downloadCutShort, session().download(FILE, fails('http.checksum')).build())).toEqual([]);
  });
});

describe('GD405 download-altered', () => {
  test('asks Gitpod, and not the network team, when publicly verified TLS excludes a change on the path', () => {
    const claim = onlyClaim(downloadAltered, session().download(FILE, fails('http.checksum')).build());
    expect(claim).toMatchObject({ subject: 'releases.gitpod.io', confidence: 'certain', accountsFor: ['o1'] });
    expect(wordsOf(downloadAltered, claim)).toContain('gitpod: ');
    expect(wordsOf(downloadAltered, claim)).not.toContain('network-team: ');
  });

  test('asks the network team when TLS was intercepted', () => {
    const claim = onlyClaim(downloadAltered, session().download(FILE, fails('http.checksum', inspected)).build());
    expect(wordsOf(downloadAltered, claim)).toContain('network-team: ');
  });

  test('is only possible after a single download, because a new release may have changed the file', () => {
    const claim = onlyClaim(
      downloadAltered,
      session()
        .download(FILE, fails('http.checksum', { checksum: { fetches: 1 } }))
        .build(),
    );
    expect(claim.confidence).toBe('possible');
  });

  test('defers to download-cut-short when bytes are missing', () => {
    expect(claimsOf(downloadAltered, session().https(FILE, fails('http.truncated')).build())).toEqual([]);
  });
});

describe('GD406 service-unhealthy', () => {
  test('reports a 5xx over publicly verified TLS', () => {
    const claim = onlyClaim(
      serviceUnhealthy,
      session()
        .https('app.gitpod.io', fails('http.status', { status: 502 }))
        .build(),
    );
    expect(claim).toMatchObject({ subject: 'app.gitpod.io', confidence: 'certain', accountsFor: ['o1'] });
    expect(wordsOf(serviceUnhealthy, claim)).toContain('gitpod: ');
  });

  test("asks neither Gitpod nor the network team about another owner's service", () => {
    const claim = onlyClaim(
      serviceUnhealthy,
      session()
        .https('marketplace.visualstudio.com', fails('http.status', { status: 503 }))
        .build(),
    );
    expect(wordsOf(serviceUnhealthy, claim)).not.toMatch(/^(gitpod|network-team): /m);
  });

  test('defers to proxy-cannot-reach-upstream when the proxy itself sends the 503', () => {
    const built = session().proxy('http://proxy.corp:3128').https('app.gitpod.io', fails('tunnel.5xx')).build();
    expect(claimsOf(serviceUnhealthy, built)).toEqual([]);
  });

  test('defers to block-page when TLS does not prove that the service sent the error', () => {
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
  ])('is $confidence for status $status over publicly verified TLS', ({ status, confidence }) => {
    const claim = onlyClaim(
      serviceRefusesClient,
      session().https('marketplace.visualstudio.com', fails('http.status', { status })).build(),
    );
    expect(claim).toMatchObject({ confidence, accountsFor: ['o1'] });
  });

  test('defers to challenge-page for a challenge, and to rate-limited for status 429', () => {
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

  test('fires for a block page that the service itself sent, whatever the status', () => {
    const page = (status: number) => fails('http.status', { status, answer: { pageClass: 'block-page' } });
    for (const status of [404, 503])
      expect(onlyClaim(serviceRefusesClient, session().https('app.gitpod.io', page(status)).build()).accountsFor).toEqual(['o1']);
  });

  test('defers to service-unhealthy when the status is 5xx', () => {
    expect(
      claimsOf(
        serviceRefusesClient,
        session()
          .https('app.gitpod.io', fails('http.status', { status: 500 }))
          .build(),
      ),
    ).toEqual([]);
  });

  test('does not fire for a status that the requirement allows', () => {
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
