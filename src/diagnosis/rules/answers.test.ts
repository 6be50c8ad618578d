/** Answers over an open connection. If one of these fails, a portal is reported as a filter, or a slow line as a broken one. */
import { describe, expect, test } from 'vitest';
import { diagnose } from '../engine/diagnose.ts';
import { claimsOf, onlyClaim, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';
import { http2Downgraded } from './313-http2-downgraded.ts';
import { captivePortal } from './402-captive-portal.ts';
import { proxyAltersHeaders } from './408-proxy-alters-headers.ts';
import { answerUnusable } from './410-answer-unusable.ts';
import { servicePathGone } from './411-service-path-gone.ts';

const FILE = 'https://releases.gitpod.io/cli/stable/gitpod-linux-amd64';

const inspected = { trust: { public: 'untrusted', system: 'trusted' }, issuer: 'Example Corp Inspection CA' } as const;

describe('GD402 captive-portal', () => {
  const to = (host: string) => ({ redirect: { scheme: 'https' as const, host, port: 443 }, 'http.response.status_code': 302 });
  const led = fails('tls.unknown-issuer', { unverified: to('login.guest-wifi.example') });

  test('is likely when hosts of several owners redirect to one login page and no host gives its own response', () => {
    const seen = session().https('app.gitpod.io', led).https('mcr.microsoft.com', led).https('download.jetbrains.com', led).build();
    expect(rootsOf(seen)).toEqual(['captive-portal']);
    expect(findingOf(seen, 'captive-portal')).toMatchObject({ subject: 'login.guest-wifi.example', confidence: 'likely' });
  });

  test('is certain when plain HTTP redirects to the same login page', () => {
    const plain = passes({ status: 302, answer: to('login.guest-wifi.example') });
    const seen = session().https('app.gitpod.io', led).https('mcr.microsoft.com', led).http('http://detectportal.example/', plain).build();
    expect(onlyClaim(captivePortal, seen).confidence).toBe('certain');
  });

  test.each<[string, ReturnType<typeof passes>, string]>([
    ['redirects to the login page', passes({ status: 302, answer: to('login.guest-wifi.example') }), 'certain'],
    ['redirects to the host itself', passes({ status: 301, answer: to('app.gitpod.io') }), 'likely'],
    ['gets no answer', fails('tcp.timeout'), 'likely'],
  ])('is $2 when the plain-HTTP control %s', (_name, outcome, confidence) => {
    const control = { role: 'control', purpose: 'plain-http', requirement: 'app.gitpod.io' } as const;
    const seen = session()
      .https('app.gitpod.io', led)
      .https('mcr.microsoft.com', led)
      .http('http://app.gitpod.io/', outcome, control)
      .build();
    const claim = onlyClaim(captivePortal, seen);
    expect(claim).toMatchObject({ confidence, accountsFor: ['o1', 'o2'], evidence: confidence === 'certain' ? ['o3'] : [] });
  });

  test('defers to block-page when another host gives its own response', () => {
    const seen = session().https('app.gitpod.io', led).https('mcr.microsoft.com', led).https('ghcr.io').build();
    expect(claimsOf(captivePortal, seen)).toEqual([]);
    expect(rootsOf(seen)).toEqual(['block-page']);
  });

  const control = (purpose: 'other-owner' | 'plain-http') => ({ role: 'control', purpose, requirement: 'app.gitpod.io' }) as const;
  const plainLed = passes({ status: 302, answer: to('login.guest-wifi.example') });

  test("is certain for a single requirement if another owner's host and plain HTTP redirect to the same page", () => {
    const seen = session()
      .https('app.gitpod.io', led)
      .https('mcr.microsoft.com', led, control('other-owner'))
      .http('http://app.gitpod.io/', plainLed, control('plain-http'))
      .build();
    expect(rootsOf(seen)).toEqual(['captive-portal']);
    expect(onlyClaim(captivePortal, seen)).toMatchObject({ confidence: 'certain', accountsFor: ['o1'], evidence: ['o2', 'o3'] });
  });

  test.each(['tcp.timeout', 'tcp.refused', 'tls.reset'] as const)(
    'is likely when TLS connections fail with %s and plain HTTP redirects to a login page',
    (kind) => {
      const seen = session()
        .https('app.gitpod.io', fails(kind))
        .https('mcr.microsoft.com', fails(kind), control('other-owner'))
        .http('http://app.gitpod.io/', plainLed, control('plain-http'))
        .build();
      expect(rootsOf(seen)).toEqual(['captive-portal']);
      const claim = onlyClaim(captivePortal, seen);
      expect(claim).toMatchObject({ confidence: 'likely', accountsFor: ['o1'] });
      expect(wordsOf(captivePortal, claim)).toContain('no TLS handshake completes with app.gitpod.io');
    },
  );

  test('does not fire when another host gives its own response under TLS inspection', () => {
    const seen = session()
      .https('app.gitpod.io', led)
      .https('mcr.microsoft.com', fails('tls.unknown-issuer', { unverified: { 'http.response.status_code': 200 } }), control('other-owner'))
      .http('http://app.gitpod.io/', plainLed, control('plain-http'))
      .build();
    expect(claimsOf(captivePortal, seen)).toEqual([]);
  });

  test('replaces name-sinkholed when the portal resolves every name to its own address', () => {
    const sunk = fails('tls.unknown-issuer', { addresses: ['10.77.0.1'], unverified: to('login.guest-wifi.example') });
    const seen = session().https('app.gitpod.io', sunk).https('mcr.microsoft.com', sunk, control('other-owner')).build();
    expect(rootsOf(seen)).toEqual(['captive-portal']);
  });

  test('does not fire when only controls were redirected', () => {
    const seen = session()
      .https('app.gitpod.io', led, control('other-owner'))
      .http('http://app.gitpod.io/', plainLed, control('plain-http'));
    expect(claimsOf(captivePortal, seen.build())).toEqual([]);
  });

  test('does not fire when hosts of one owner redirect to their own login page', () => {
    const seen = session().https('git.corp.example', led).https('registry.corp.example', led).build();
    expect(claimsOf(captivePortal, seen)).toEqual([]);
  });
});

describe('GD410 answer-unusable', () => {
  test.each([
    ['http.timeout', 'accepts the request but never answers'],
    ['http.reset', 'ends the connection instead of answering'],
    ['http.closed', 'ends the connection instead of answering'],
    ['http.not-http', 'answers with something that is not HTTP'],
    ['http.redirect', 'redirects in circles or to an unusable address'],
  ] as const)('fires for %s after a completed handshake', (kind, words) => {
    const seen = session().https('app.gitpod.io', fails(kind)).https('ghcr.io').build();
    expect(rootsOf(seen)).toEqual(['answer-unusable']);
    expect(findingOf(seen, 'answer-unusable')?.title).toMatch(new RegExp(`^(?:(?:Probable|Possible) cause: )?app.gitpod.io ${words}$`));
  });

  test('says that the response began but did not end in time', () => {
    const seen = session()
      .https('app.gitpod.io', fails('http.timeout', { answer: { receivedBytes: 900 } }))
      .build();
    expect(findingOf(seen, 'answer-unusable')?.title).toBe('Probable cause: app.gitpod.io begins to answer but does not finish in time');
  });

  test('is certain for data that is not HTTP over publicly verified TLS, and does not ask the network team', () => {
    const claim = onlyClaim(answerUnusable, session().https('app.gitpod.io', fails('http.not-http')).build());
    expect(claim.confidence).toBe('certain');
    expect(wordsOf(answerUnusable, claim)).not.toContain('network-team');
  });

  test('names the private CA, and does not ask Gitpod, when TLS was intercepted', () => {
    const claim = onlyClaim(answerUnusable, session().https('app.gitpod.io', fails('http.reset', inspected)).build());
    expect(wordsOf(answerUnusable, claim)).toContain('Example Corp Inspection CA');
    expect(wordsOf(answerUnusable, claim)).not.toContain('gitpod: ');
  });

  test('defers to tls-cut-off when the handshake failed', () => {
    expect(claimsOf(answerUnusable, session().https('app.gitpod.io', fails('tls.reset')).build())).toEqual([]);
  });

  test('defers to download-cut-short when the end of the body is missing', () => {
    expect(claimsOf(answerUnusable, session().https('app.gitpod.io', fails('http.truncated')).build())).toEqual([]);
  });
});

describe('GD411 service-path-gone', () => {
  const says = (status: number, facts = {}) => fails('http.status', { status, ...facts });

  test.each([404, 410])('is likely when the genuine server answers %i, and asks Gitpod', (status) => {
    const seen = session().https('https://releases.gitpod.io/ec2/stable/manifest.json', says(status)).build();
    expect(rootsOf(seen)).toEqual(['service-path-gone']);
    expect(findingOf(seen, 'service-path-gone')).toMatchObject({ confidence: 'likely', fixes: [{ owner: 'gitpod' }] });
  });

  test('asks the user to check the URL when the user supplied it', () => {
    const claim = onlyClaim(servicePathGone, session().https('https://git.corp.example/none', says(404)).build());
    expect(wordsOf(servicePathGone, claim)).toContain('you: Check the address that you gave');
  });

  test('is only possible for an invented path, and for status 400, which may be about the request', () => {
    const of = {
      targets: [
        {
          target: { kind: 'https', url: FILE, host: 'releases.gitpod.io', port: 443, path: '/cli/stable/gitpod-linux-amd64' },
          standsFor: 'any',
        },
      ],
    } as const;
    const chosen = session().https(FILE, says(404), { of: { targets: [...of.targets] } });
    expect(diagnose(chosen.build()).findings[0]).toMatchObject({ code: 'GD411', confidence: 'possible' });
    expect(onlyClaim(servicePathGone, session().https(FILE, says(400)).build()).confidence).toBe('possible');
  });

  test.each([
    ['service-refuses-client', 'status 403', says(403)],
    ['service-unhealthy', 'status 503', says(503)],
    ['block-page', 'a 404 under a private CA', says(404, inspected)],
  ])('defers to %s for %s', (_, _status, outcome) => {
    expect(claimsOf(servicePathGone, session().https('app.gitpod.io', outcome).build())).toEqual([]);
  });
});

describe('GD313 http2-downgraded', () => {
  const without = { tls: { 'tls.next_protocol': 'http/1.1' } } as const;

  test('is a consequence of tls-intercepted, and certain if the baseline shows HTTP/2', () => {
    const told = session()
      .https('app.gitpod.io', passes({ ...inspected, ...without }))
      .https('ghcr.io', passes({ ...inspected }));
    expect(rootsOf(told.build())).toEqual(['tls-intercepted']);
    expect(findingOf(told.build(), 'http2-downgraded')).toMatchObject({ confidence: 'possible', causedBy: 'GD307' });
    const compared = told.baseline({ hosts: [{ host: 'app.gitpod.io', alpn: 'h2', headers: [] }] }).build();
    expect(findingOf(compared, 'http2-downgraded')?.confidence).toBe('certain');
  });

  test('is a likely root cause if the baseline shows HTTP/2 and the certificate is publicly trusted', () => {
    const told = session()
      .https('app.gitpod.io', passes(without))
      .baseline({ hosts: [{ host: 'app.gitpod.io', alpn: 'h2', headers: [] }] });
    expect(findingOf(told.build(), 'http2-downgraded')).toMatchObject({ confidence: 'likely', causedBy: null });
  });

  test.each([
    ['a host that is not known to use HTTP/2', session().https('ghcr.io', passes(without))],
    [
      'an inspected host that is not Gitpod’s',
      session()
        .https('ghcr.io', passes({ ...inspected, ...without }))
        .https('app.gitpod.io', passes(inspected)),
    ],
    ['the filter’s own page', session().https('app.gitpod.io', passes({ ...inspected, ...without, answer: { pageClass: 'block-page' } }))],
  ])('does not fire for %s', (_, told) => {
    expect(claimsOf(http2Downgraded, told.build())).toEqual([]);
  });
});

describe('GD408 proxy-alters-headers', () => {
  const before = { hosts: [{ host: 'ghcr.io', alpn: 'h2', headers: ['www-authenticate', 'date'] }] };
  const told = (outcome = passes({ ...inspected, answer: { headers: ['date'] } })) => session().https('ghcr.io', outcome);

  test('is a possible consequence of tls-intercepted when a header of the baseline is missing under a re-signed certificate', () => {
    const seen = told().baseline(before).build();
    expect(findingOf(seen, 'proxy-alters-headers')).toMatchObject({ confidence: 'possible', causedBy: 'GD307' });
    expect(wordsOf(proxyAltersHeaders, onlyClaim(proxyAltersHeaders, seen))).toContain('www-authenticate');
  });

  test('does not fire without a baseline', () => {
    expect(claimsOf(proxyAltersHeaders, told().build())).toEqual([]);
  });

  test('does not fire under publicly verified TLS, where no device removes a header', () => {
    expect(
      claimsOf(
        proxyAltersHeaders,
        told(passes({ answer: { headers: ['date'] } }))
          .baseline(before)
          .build(),
      ),
    ).toEqual([]);
  });
});

describe('GD410 answer-unusable on several hosts', () => {
  test('gives one finding for hosts that stall in the same way on one route', () => {
    const hosts = Array.from({ length: 18 }, (_, index) => `host${index}.example.com`);
    const told = hosts.reduce((so, host) => so.https(host, fails('http.timeout')), session().https('mcr.microsoft.com'));
    const claim = onlyClaim(answerUnusable, told.build());
    expect(claim.accountsFor).toHaveLength(18);
    expect(wordsOf(answerUnusable, claim)).toContain('exempt host17.example.com from inspection');
  });

  test('gives one finding per host for a fault that only a server can cause', () => {
    const seen = session().https('app.gitpod.io', fails('http.not-http')).https('ghcr.io', fails('http.not-http')).build();
    expect(claimsOf(answerUnusable, seen)).toHaveLength(2);
  });

  test('does not mention a certificate for a reset over plain HTTP', () => {
    const claim = onlyClaim(
      answerUnusable,
      session().http('http://registry.corp.example/v2/', fails('http.reset')).https('ghcr.io').build(),
    );
    const words = wordsOf(answerUnusable, claim);
    expect(words).toContain('over plain HTTP');
    expect(words).not.toContain('signed by');
  });
});
