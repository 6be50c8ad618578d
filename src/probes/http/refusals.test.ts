/** If these fail, the source of a refusal is not recognised: challenges, login pages, policies of filters. */
import { describe, expect, it } from 'vitest';
import { answerFacts } from './answer-facts.ts';
import type { Headers } from './headers.ts';

const facts = (headers: Headers, body = '', status = 200) =>
  answerFacts(
    {
      ...{ status, headers: { 'content-type': 'text/html', ...headers }, body: Buffer.from(body), cutByLimit: false },
      ...{ receivedAt: Date.parse('2026-01-01T00:00:00Z'), url: new URL('https://app.example.test/a') },
    },
    null,
  );

describe('challenge pages', () => {
  it.each<[headers: Headers, page: string, status: number, by: string]>([
    [{ 'cf-mitigated': 'challenge' }, '', 403, 'Cloudflare'],
    [{}, '<title>x</title><script src="/cdn-cgi/challenge-platform/h/b"></script>', 403, 'Cloudflare'],
    [{ 'x-amzn-waf-action': 'captcha' }, '', 405, 'AWS WAF'],
    [{}, '<script>AwsWafIntegration.getToken()</script>', 202, 'AWS WAF'],
    [{}, '<div id="sec-if-cpt-container"></div>', 428, 'Akamai'],
    [{}, '<script src="https://ct.captcha-delivery.com/c.js"></script>', 403, 'DataDome'],
    [{}, '<script src="/TSPD/08aa"></script>', 200, 'F5'],
    [{}, '<div id="px-captcha"></div>', 403, 'HUMAN'],
    [{}, '<iframe src="/_Incapsula_Resource?x=1"></iframe>', 200, 'Imperva'],
    [{}, '<div class="h-captcha"></div>', 403, 'hCaptcha'],
    [{}, '<div class="g-recaptcha"></div>', 429, 'reCAPTCHA'],
    [{}, '<title>Verify you are human</title>', 403, 'unknown'],
    [{}, '<title>Are you a robot?</title>', 503, 'unknown'],
    [{}, '<title>Just a moment...</title><div class="cf-turnstile"></div>', 200, 'Cloudflare'],
  ])('are recognised by vendor: headers %o, page %s and status %i belong to %s', (headers, page, status, by) => {
    expect(facts(headers, page, status)).toMatchObject({ pageClass: 'challenge', challengedBy: by });
  });

  it.each<[what: string, headers: Headers, page: string, status: number]>([
    ['a sign-in form with a captcha', {}, '<title>Welcome</title><div class="g-recaptcha"></div>', 200],
    ['an answer of a firewall in counting mode', { 'x-amzn-waf-action': 'count' }, '<title>Welcome</title>', 200],
    ['data that mentions a challenge', { 'content-type': 'application/json' }, '{"a":"g-recaptcha challenge-platform"}', 403],
  ])('are not recognised in %s', (_, headers, page, status) => {
    expect(facts(headers, page, status)).not.toHaveProperty('challengedBy');
  });
});

describe('the blocking party of a 451 reply', () => {
  it.each<[what: string, link: string | string[]]>([
    ['as in RFC 7725', '<https://filter.example/legislation>; rel="blocked-by"'],
    ['next to other links', '</style.css>; rel=preload; as=style, <https://filter.example/>; title="a, b; c"; rel="related blocked-by"'],
    ['in a separate header', ['<https://a.example/>; rel="next"', '<https://FILTER.example>;rel=Blocked-By']],
  ])('is read from the Link header %s', (_, link) => {
    expect(facts({ link }, '', 451).blockedBy).toBe('filter.example');
  });

  it.each<[what: string, link: string, status: number]>([
    ['a link with another relation', '<https://filter.example/>; rel="blocked-by-law"', 451],
    ['a link that is not a URL', '<mailto:legal@filter.example>; rel="blocked-by"', 451],
    ['a reply with another status', '<https://filter.example/>; rel="blocked-by"', 403],
    ['a link without a relation', '<https://filter.example/>', 451],
  ])('is not read from %s', (_, link, status) => {
    expect(facts({ link }, '', status)).not.toHaveProperty('blockedBy');
  });
});

describe('the link of a page', () => {
  const LOGIN = { scheme: 'https', host: 'login.guest.example', port: 443 };
  it.each<[what: string, page: string, status: number]>([
    ['a refresh', '<meta http-equiv="refresh" content="0; url=https://login.guest.example/?a=1&amp;b=2">', 511],
    ['an HTML link', '<p>Please <a class="b" href="https://login.guest.example/">log in</a></p>', 511],
    ['a form', '<form method="post" action="https://login.guest.example/go"></form>', 511],
    ['a script', '<script>window.location="https://login.guest.example/fgtauth?0a";</script>', 200],
    ['a call in a script', '<script>top.location.replace("https://login.guest.example/x")</script>', 200],
  ])('is found in %s', (_, page, status) => {
    expect(facts({}, page, status).leadsTo).toEqual(LOGIN);
  });

  it.each<[what: string, page: string, status: number]>([
    ['a page with text', `<script>location="https://login.guest.example/"</script><p>${'word '.repeat(60)}</p>`, 200],
    ['an ordinary link', '<a href="https://login.guest.example/">log in</a>', 200],
    ['a refresh without an address', '<meta http-equiv="refresh" content="0; url=javascript:alert(1)">', 511],
    ['an empty page', '<p>Log in first.</p>', 511],
  ])('is not found in %s', (_, page, status) => {
    expect(facts({}, page, status)).not.toHaveProperty('leadsTo');
  });
});

describe('phrases of filter policies', () => {
  it.each([
    'Your request was denied because of its content categorization: "Hacking"',
    'URL Category: Software Downloads. This request is blocked.',
    'Access control configuration prevents your request from being allowed at this time.',
    "Based on your organization's access policies, access to this web site has been blocked",
    'Not allowed to browse Miscellaneous category',
    'You don’t have permission to visit this site',
    'Your request was rejected by the security administrator',
    'Exception: policy_denied',
  ])('are recognised: %s', (words) => {
    expect(facts({}, `<title>Notice</title><p>${words}</p>`, 403).pageClass).toBe('block-page');
  });

  it.each([
    ["You don't have permission to access this resource.", 'error'],
    ['Request blocked. We can’t connect to the server for this app or website at this time.', 'error'],
    ['The page you are looking for is not in this category of products.', 'error'],
  ])("are not recognised in a server's own text: %s", (words, is) => {
    expect(facts({}, `<title>403 Forbidden</title><p>${words}</p>`, 403).pageClass).toBe(is);
  });
});

it.each([
  ['120', 120],
  ['Thu, 01 Jan 2026 00:01:00 GMT', 60],
  ['Thu, 01 Jan 2025 00:00:00 GMT', 0],
])('Retry-After %s is read as %i s', (value, seconds) => {
  expect(facts({ 'retry-after': value }, '', 429).retryAfterSeconds).toBe(seconds);
});

it('an invalid Retry-After is left out', () => {
  expect(facts({ 'retry-after': 'soon' }, '', 429)).not.toHaveProperty('retryAfterSeconds');
});
