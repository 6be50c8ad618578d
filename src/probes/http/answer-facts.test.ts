/** If these fail, a secret of a header or page is in a report, or a block page counts as the service. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HttpAnswer } from '../../model/phase.ts';
import { processorMs } from '../../model/testing/processor-time.ts';
import { answerFacts } from './answer-facts.ts';
import { extractValue } from './extract.ts';
import type { Headers } from './headers.ts';
import { knownProducts } from './products.ts';
import { redirectUrl } from './redirects.ts';

const facts = (headers: Headers, body = '', status = 200) =>
  answerFacts(
    {
      status,
      headers,
      body: Buffer.from(body),
      cutByLimit: false,
      receivedAt: Date.parse('2026-01-01T00:00:00Z'),
      url: new URL('https://app.example.test/a'),
    },
    null,
  );

describe('the class of a page', () => {
  it.each([
    ['<html><title>Web Page Blocked</title></html>', 'block-page'],
    ['<html><body>Access to this site has been blocked by your administrator</body></html>', 'block-page'],
    ['<html><body>This page violates our acceptable use policy</body></html>', 'block-page'],
    ['<title>Just a moment...</title>', 'challenge'],
    ['<title>Welcome</title><form><input name=p type="password"></form>', 'login'],
    ['<title>Hotel Guest Wi-Fi</title>', 'login'],
    ['<title>403 Forbidden</title>', 'error'],
    ['<title>ERROR: The request could not be satisfied</title> Request blocked.', 'error'],
    ['<title>Gitpod</title><div id="root"></div><script>let blocked = "this page is blocked"</script>', 'other'],
  ])('is determined by the text: %s is of the class %s', (page, is) => {
    expect(facts({ 'content-type': 'text/html' }, page).pageClass).toBe(is);
  });

  it('is determined only if the page is declared as HTML, or has no declared type and begins like HTML', () => {
    const classOf = (type: string | null, text: string) => facts(type === null ? {} : { 'content-type': type }, text).pageClass;
    expect(classOf('application/json', '<html><title>Blocked page</title>')).toBe('none');
    expect(classOf(null, '<!DOCTYPE html><title>Blocked page</title>')).toBe('block-page');
    expect(classOf('text/plain', '1.2.3')).toBe('none');
  });

  it('comes with the name of a filter vendor only if the page blocks something or leads to a login', () => {
    expect(facts({ 'content-type': 'text/html' }, '<title>Blocked page</title> Zscaler').filterVendor).toBe('Zscaler');
    expect(facts({ 'content-type': 'text/html' }, '<title>Extensions</title> Zscaler plugin').filterVendor).toBeNull();
    expect(facts({ location: 'https://gateway.zscaler.net/login?u=1' }, '', 302).filterVendor).toBe('Zscaler');
  });
});

describe('response headers', () => {
  it('become facts, and values such as cookies are left out', () => {
    expect(
      facts({
        'content-type': 'Text/HTML; charset=utf-8',
        'content-length': '12',
        server: 'nginx/1.25.3',
        via: '1.1 squid (squid/5.7)',
        date: 'Thu, 01 Jan 2026 00:01:00 GMT',
        'x-amz-cf-id': 'abc',
        'set-cookie': ['session=secret'],
      }),
    ).toMatchObject({
      contentType: 'text/html',
      announcedBytes: 12,
      products: ['nginx/1.25.3', 'squid/5.7'],
      clockSkewMs: 60_500,
      headers: ['server', 'set-cookie', 'via', 'x-amz-cf-id'],
    });
  });

  it.each([
    ['https://other.example.test:8443/x?sig=s', { scheme: 'https', host: 'other.example.test', port: 8443 }],
    ['/relative', { scheme: 'https', host: 'app.example.test', port: 443 }],
    ['http://[2001:db8::1]/', { scheme: 'http', host: '2001:db8::1', port: 80 }],
    ['ftp://files.example.test/', null],
    ['https://', null],
  ])('with a redirect to %s give the target %j', (location, redirect) => {
    expect(facts({ location }, '', 302).redirect).toEqual(redirect);
    expect(redirectUrl({ status: 200, headers: { location }, url: new URL('https://app.example.test/') })).toBeNull();
  });

  it('put no secret into the facts, and neither does the body', () => {
    const name = fc.constantFrom(
      'server',
      'via',
      'content-type',
      'x-powered-by',
      'set-cookie',
      'date',
      'content-length',
      'x-squid-error',
      'x-secret',
      'etag',
      'www-authenticate',
    );
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z0-9]{16,32}$/),
        name,
        fc.constantFrom('%', 'text/%', 'nginx/%', 'squid-%', '%/1.2.3', 'Basic realm="%"'),
        (secret, header, shape) => {
          const planted = shape.replace('%', secret);
          const seen = facts(
            { [header]: planted, [`x-${secret}`]: '1', location: `https://h.example.test/${secret}?k=${secret}` },
            `<title>${secret} blocked</title>${secret}`,
            302,
          );
          expect(JSON.stringify(seen)).not.toContain(secret);
        },
      ),
    );
  });

  it('give facts that match the schema, whatever their bytes are', () => {
    const anyHeaders = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string())));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), anyHeaders, fc.integer({ min: 100, max: 599 }), (bytes, headers, status) => {
        const raw = { status, headers, body: Buffer.from(bytes), cutByLimit: false, receivedAt: 0, url: new URL('http://h.example.test/') };
        const proof = {
          status: 'any' as const,
          contentType: null,
          headers: [],
          extract: 'release-version' as const,
          followRedirects: true,
          calibrated: null,
        };
        expect(HttpAnswer.safeParse(answerFacts(raw, proof)).success).toBe(true);
      }),
    );
  });
});

it('a page that is built to be slow to parse is read quickly', () => {
  const tookMs = processorMs(() => {
    for (const part of [
      '<',
      '<script>',
      '<title>',
      'page ',
      'access is ',
      'policy against ',
      '<input ',
      'denied ',
      'category ',
      '<meta http-equiv=refresh ',
      '<a href=',
    ])
      facts({ 'content-type': 'text/html' }, part.repeat(65_536 / part.length));
  });
  expect(tookMs).toBeLessThan(2000);
});

it.each([
  ['vscode-commit', `["${'a'.repeat(40)}","x"]`, 'a'.repeat(40)],
  ['vscode-commit', `["${'A'.repeat(40)}"]`, null],
  ['vscode-commit', '[]', null],
  ['vscode-commit', `{"0":"${'a'.repeat(40)}"}`, null],
  ['release-version', '{"version":"0.1.42"}', '0.1.42'],
  ['release-version', ' 20260101.12 \n', '20260101.12'],
  ['release-version', '{"version":"../../etc"}', null],
  ['release-version', '<html>1.2.3</html>', null],
] as const)('the value %s in the body %s is read as %s', (kind, body, value) => {
  expect(extractValue(kind, body)?.value ?? null).toBe(value);
});

it.each([
  [['Microsoft-IIS/10.0'], ['Microsoft-IIS/10.0']],
  [['1.1 proxy7 (squid/5.7), 1.1 varnish'], ['squid/5.7', 'Varnish']],
  [['awselb/2.0'], ['awselb/2.0']],
  [['istio-envoy'], ['istio-envoy']],
  [['nginx/topsecret'], ['nginx']],
  [['secret-nginx'], []],
])('the products named in %j are %j', (values, products) => {
  expect(knownProducts(values)).toEqual(products);
});
