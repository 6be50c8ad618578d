/** Answers that name their own reason. If one fails, the wrong team is asked, or for the wrong thing. */
import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf, verdictOf } from '../testing/told.ts';
import { transparentProxy } from './117-transparent-proxy.ts';
import { captivePortal } from './402-captive-portal.ts';
import { challengePage } from './413-challenge-page.ts';
import { rateLimited } from './414-rate-limited.ts';
import { requestTooLarge } from './415-request-too-large.ts';
import { httpVersionRequired } from './416-http-version-required.ts';
import { answerGarbled } from './417-answer-garbled.ts';
import { answerNotProved } from './418-answer-not-proved.ts';

const APP = 'app.gitpod.io';
const inspected = { trust: { public: 'untrusted', system: 'trusted' }, issuer: 'Filter CA' } as const;
const says = (status: number, facts = {}) => fails('http.status', { status, ...facts });
const GIT = 'http://git.corp.example/team/repository.git';

describe('GD413 challenge-page', () => {
  const challenge = { pageClass: 'challenge' as const, challengedBy: 'AWS WAF' };

  test('is certain over publicly verified TLS if the response names a vendor, and asks Gitpod', () => {
    const claim = onlyClaim(
      challengePage,
      session()
        .https(APP, says(403, { answer: challenge }))
        .build(),
    );
    expect(claim).toMatchObject({ subject: APP, confidence: 'certain', accountsFor: ['o1'] });
    const words = wordsOf(challengePage, claim);
    expect(words).toContain('challenge page (AWS WAF)');
    expect(words).toContain('gitpod: ');
    expect(words).not.toContain('that of the proxy');
  });

  test("is only likely if the response names no vendor, and asks the user to contact the operator of another owner's host", () => {
    const told = session()
      .via('http://proxy.corp:3128')
      .https('ghcr.io', says(503, { answer: { pageClass: 'challenge', challengedBy: 'unknown' } }));
    const claim = onlyClaim(challengePage, told.build());
    expect(claim.confidence).toBe('likely');
    const words = wordsOf(challengePage, claim);
    expect(words).toContain('Ask the operator of ghcr.io');
    expect(words).toContain('that of the proxy');
    expect(words).toContain('a page that asks for a human check');
  });

  test('is advice for a requirement that accepts any response', () => {
    const told = session()
      .https(APP, passes({ status: 403, answer: challenge }))
      .build();
    expect(verdictOf(told, APP)).toBe('met');
    expect(findingOf(told, 'challenge-page')).toMatchObject({ severity: 'advice', requirements: [APP] });
  });

  test.each([
    ['a refusal without a challenge', session().https(APP, says(403))],
    ['a challenge to a control', session().control('other-owner', APP, passes({ answer: challenge }))],
  ])('does not fire for %s', (_, told) => {
    expect(claimsOf(challengePage, told.build())).toEqual([]);
  });
});

describe('GD414 rate-limited', () => {
  test('leaves the requirement inconclusive, not unmet, and gives the time to wait', () => {
    const told = session()
      .https('registry-1.docker.io', says(429, { answer: { retryAfterSeconds: 90 } }))
      .build();
    expect(verdictOf(told, 'registry-1.docker.io')).toBe('unknown: throttled');
    expect(findingOf(told, 'rate-limited')).toMatchObject({ severity: 'degraded', confidence: 'certain' });
    const words = wordsOf(rateLimited, onlyClaim(rateLimited, told));
    expect(words).toContain('asks to wait for 90 s');
    expect(words).toContain('docker login');
  });

  test('is only likely under a private CA, because a device may have sent the response', () => {
    const claim = onlyClaim(rateLimited, session().via('http://proxy.corp:3128').https('ghcr.io', says(429, inspected)).build());
    expect(claim.confidence).toBe('likely');
    const words = wordsOf(rateLimited, claim);
    expect(words).toContain('signed by “Filter CA”');
    expect(words).toContain('some minutes');
    expect(words).toContain('that of the proxy');
  });

  test.each([
    ['a block page', says(429, { ...inspected, answer: { pageClass: 'block-page' } }), 'block-page'],
    ['a challenge', says(429, { answer: { pageClass: 'challenge' } }), 'challenge-page'],
    ['a 503 with a Retry-After header', says(503, { answer: { retryAfterSeconds: 5 } }), 'service-unhealthy'],
  ])('does not fire for %s, which leaves the requirement unmet', (_, outcome, cause) => {
    const told = session().https(APP, outcome).build();
    expect([rootsOf(told), verdictOf(told, APP)]).toEqual([[cause], 'unmet']);
  });
});

describe('GD415 request-too-large', () => {
  test.each([
    [413, 'body'],
    [414, 'address'],
    [431, 'headers'],
  ])('is certain for status %i over publicly verified TLS, and names the part that is too large: %s', (status, part) => {
    const claim = onlyClaim(requestTooLarge, session().https(APP, says(status)).build());
    expect(claim.confidence).toBe('certain');
    const words = wordsOf(requestTooLarge, claim);
    expect(words).toContain(`raise the limit of ${APP} for ${part}`);
    expect(words).not.toContain('network-team');
  });

  test('asks about the inspecting device first under a private CA', () => {
    const outcome = says(431, { ...inspected, answer: { products: ['squid'] } });
    const claim = onlyClaim(requestTooLarge, session().via('http://proxy.corp:3128').https('ghcr.io', outcome).build());
    expect(claim.confidence).toBe('likely');
    const words = wordsOf(requestTooLarge, claim);
    expect(words).toContain('the device that re-signs TLS as “Filter CA” limits requests');
    expect(words).toContain('Ask the operator of ghcr.io');
    expect(words).toContain('(squid)');
  });

  test('does not fire for a requirement that accepts any response', () => {
    expect(
      claimsOf(
        requestTooLarge,
        session()
          .https(APP, passes({ status: 413 }))
          .build(),
      ),
    ).toEqual([]);
  });
});

describe('GD416 http-version-required', () => {
  test('is certain for a server that negotiates HTTP/2 but asks for HTTP/1.1, and suggests HTTP/1.1 as a workaround', () => {
    const claim = onlyClaim(httpVersionRequired, session().https(APP, fails('http.version-required')).build());
    expect(claim).toMatchObject({ subject: APP, confidence: 'certain', accountsFor: ['o1'] });
    const words = wordsOf(httpVersionRequired, claim);
    expect(words).toContain('offers HTTP/2 but then asks for HTTP/1.1');
    expect(words).toContain('GODEBUG=http2client=0');
    expect(words).not.toContain('network-team');
  });

  test('also asks about the inspecting device under a private CA', () => {
    const told = session().https('ghcr.io', fails('http.version-required', inspected)).https('ghcr.io', says(505, inspected));
    const claim = onlyClaim(httpVersionRequired, told.build());
    expect(claim).toMatchObject({ confidence: 'likely', accountsFor: ['o1', 'o2'] });
    const words = wordsOf(httpVersionRequired, claim);
    expect(words).toContain('the device that re-signs TLS as “Filter CA”');
    expect(words).toContain('Ask the operator of ghcr.io');
    expect(words).toContain('(505)');
  });

  test('defers to answer-unusable for a reset without a reason', () => {
    expect(rootsOf(session().https(APP, fails('http.reset')).build())).toEqual(['answer-unusable']);
  });
});

describe('GD417 answer-garbled', () => {
  const garbled = (facts = {}) => fails('http.encoding', { code: 'NOT_GZIP', ...facts });

  test('is certain over publicly verified TLS, and asks Gitpod but not the network team', () => {
    const claim = onlyClaim(answerGarbled, session().https(APP, garbled()).build());
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o1'] });
    const words = wordsOf(answerGarbled, claim);
    expect(words).toContain(`gitpod: Please look at the compression of ${APP}`);
    expect(words).toContain('but the body is not');
    expect(words).not.toContain('network-team');
  });

  test.each([
    [
      'a response under a private CA',
      session().https('ghcr.io', garbled({ ...inspected, code: 'CODING_NOT_ASKED_FOR' })),
      'the device that re-signs TLS as “Filter CA”',
    ],
    ['a response without TLS', session().http(GIT, garbled({ code: 'CODING_NOT_NAMED' })), 'a device that answers in its place'],
    [
      'an error code that this version does not know',
      session().http(GIT, garbled({ code: 'ANOTHER' })),
      'a device that answers in its place',
    ],
  ])('is only likely, and asks about a device first, for %s', (_, told, device) => {
    const claim = onlyClaim(answerGarbled, told.build());
    expect(claim.confidence).toBe('likely');
    expect(wordsOf(answerGarbled, claim)).toContain(device);
  });
});

describe('GD418 answer-not-proved', () => {
  test('gives one note for all hosts that answer without TLS', () => {
    const told = session().http(GIT).http('http://metrics.corp.example/write');
    expect(wordsOf(answerNotProved, onlyClaim(answerNotProved, told.build()))).toContain(
      'git.corp.example and metrics.corp.example answer over plain HTTP',
    );
  });

  test.each([
    ['a response over TLS', session().https(APP)],
    ['a response that leaves its requirement unmet', session().http(GIT, says(500))],
    ['a block page', session().http(GIT, passes({ answer: { pageClass: 'block-page' } }))],
    ['the metadata service, which has no TLS', session().host({ ec2: true }).http('http://169.254.169.254/latest/meta-data/')],
  ])('does not fire for %s', (_, told) => {
    expect(claimsOf(answerNotProved, told.build())).toEqual([]);
  });
});

describe('an unexpected demand for a login', () => {
  test('is reported as transparent-proxy if a 407 comes although no proxy is configured', () => {
    const claim = onlyClaim(transparentProxy, session().http(GIT, says(407)).https('ghcr.io', says(407, inspected)).build());
    expect(claim).toMatchObject({ confidence: 'likely', accountsFor: ['o1', 'o2'] });
    const words = wordsOf(transparentProxy, claim);
    expect(words).toContain('in place of git.corp.example and ghcr.io (407)');
    expect(words).toContain('certificate issuer “Filter CA”');
    expect(words).not.toContain('192.0.2.1');
  });

  test('is mentioned by transparent-proxy in addition to a documentation address that accepts connections', () => {
    const accepted = session().tcp('192.0.2.1', 443, passes({ addresses: ['192.0.2.1'] }), {
      role: 'control',
      purpose: 'unserved-address',
    });
    const words = wordsOf(transparentProxy, onlyClaim(transparentProxy, accepted.http(GIT, says(407)).build()));
    expect(words).toContain('A connection to 192.0.2.1 port 443 is accepted');
    expect(words).toContain('the answer is 407');
  });

  test('is reported as service-refuses-client if the genuine server answers 407', () => {
    const told = session().https(APP, says(407)).build();
    expect(rootsOf(told)).toEqual(['service-refuses-client']);
  });

  test('is reported as captive-portal, with the login page, if hosts of two owners answer 511', () => {
    const leadsTo = { scheme: 'https' as const, host: 'login.guest.example', port: 443 };
    const asks = says(511, { ...inspected, answer: { leadsTo } });
    const claim = onlyClaim(captivePortal, session().https(APP, asks).https('ghcr.io', asks).build());
    expect(claim).toMatchObject({ subject: 'login.guest.example', confidence: 'certain', accountsFor: ['o1', 'o2'] });
    expect(wordsOf(captivePortal, claim)).toContain('log in at login.guest.example');
  });

  test('is only a likely captive-portal if a 511 gives no login page, and the finding asks the user to open a page', () => {
    const claim = onlyClaim(captivePortal, session().http(GIT, says(511)).build());
    expect(claim).toMatchObject({ subject: 'this network', confidence: 'likely' });
    expect(wordsOf(captivePortal, claim)).toContain('log in on the page that opens');
  });

  test('is reported as service-unhealthy if the genuine server answers 511', () => {
    expect(rootsOf(session().https(APP, says(511)).build())).toEqual(['service-unhealthy']);
  });
});

test("service-refuses-client asks the user to check the user's own server, or a device in front of the server, over plain HTTP", () => {
  const finding = findingOf(session().http(GIT, says(401)).build(), 'service-refuses-client');
  expect(finding?.fixes.map(({ owner, text }) => `${owner}: ${text}`)).toEqual([
    expect.stringContaining('you: git.corp.example answers 401. Check'),
    expect.stringContaining('a device that answers in its place refuses requests to git.corp.example'),
  ]);
  expect(finding?.evidence.join(' ')).toContain('plain HTTP, which proves nothing');
});
