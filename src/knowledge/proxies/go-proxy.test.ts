import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProxyVariableName } from '../../model/host-facts.ts';
import { bareHost } from '../../model/target.ts';
import { goNoProxyVariable, goProxy, goProxyVariable, goRoute } from './go-proxy.ts';
import { parseNoProxy, parseProxyVariable } from './variables.ts';

/** The route to a URL under these variables, in one word. */
function way(url: string, environment: Record<string, string>): string {
  const parsed = new URL(url);
  const scheme = parsed.protocol === 'http:' ? 'http' : 'https';
  const port = parsed.port === '' ? (scheme === 'http' ? 80 : 443) : Number(parsed.port);
  const proxies = Object.entries(environment).flatMap(([name, value]) =>
    name.toLowerCase() === 'no_proxy' ? [] : [parseProxyVariable(name as ProxyVariableName, value)],
  );
  const noProxy = Object.entries(environment).flatMap(([name, value]) =>
    name.toLowerCase() === 'no_proxy' ? [parseNoProxy(name as 'NO_PROXY', value)] : [],
  );
  const route = goRoute({ scheme, host: bareHost(parsed.hostname), port }, proxies, noProxy);
  return route.via === 'direct' ? 'direct' : route.proxy.host;
}

const HTTPS = { HTTPS_PROXY: 'http://proxy:3128' };

describe("Go's proxy variables", () => {
  test.each<[string, Record<string, string>, string]>([
    ['https://a.example/', {}, 'direct'],
    ['https://a.example/', HTTPS, 'proxy'],
    ['http://a.example/', HTTPS, 'direct'],
    ['https://a.example/', { HTTP_PROXY: 'http://proxy:3128' }, 'direct'],
    ['http://a.example/', { HTTP_PROXY: 'http://proxy:3128' }, 'proxy'],
    ['https://a.example/', { ALL_PROXY: 'http://proxy:3128' }, 'direct'],
    ['https://a.example/', { HTTPS_PROXY: 'http://upper:1', https_proxy: 'http://lower:1' }, 'upper'],
    ['https://a.example/', { HTTPS_PROXY: '', https_proxy: 'http://lower:1' }, 'lower'],
    ['https://a.example/', { HTTPS_PROXY: 'proxy:3128' }, 'proxy'],
    ['https://a.example/', { HTTPS_PROXY: 'socks5://proxy:1080' }, 'proxy'],
    ['http://a.example/', { HTTP_PROXY: 'socks5h://proxy:1080' }, 'proxy'],
    ['https://a.example/', { ALL_PROXY: 'socks5://proxy:1080' }, 'direct'],
    ['https://a.example/', { HTTPS_PROXY: 'socks4a://proxy:1080' }, 'direct'],
    // An invalid value is not replaced by the other spelling's value.
    ['https://a.example/', { HTTPS_PROXY: 'http://proxy:0', https_proxy: 'http://lower:1' }, 'direct'],
    ['https://a.example/', { ...HTTPS, NO_PROXY: 'b.example', no_proxy: 'a.example' }, 'proxy'],
    ['https://a.example/', { ...HTTPS, NO_PROXY: '', no_proxy: 'a.example' }, 'direct'],
    ['https://a.example/', { ...HTTPS, NO_PROXY: 'user:pa55@x', no_proxy: 'a.example' }, 'proxy'],
  ])('give %s under %j the route %s', (url, environment, expected) => {
    expect(way(url, environment)).toBe(expected);
  });
});

test('a SOCKS proxy looks up the host for Go, with either SOCKS scheme', () => {
  for (const scheme of ['socks5', 'socks5h'])
    expect(goProxy('https', [parseProxyVariable('HTTPS_PROXY', `${scheme}://proxy`)])).toEqual({
      scheme: 'socks5h',
      host: 'proxy',
      port: 1080,
    });
});

describe('NO_PROXY', () => {
  test.each<[entry: string, url: string, expected: 'direct' | 'proxy']>([
    ['*', 'https://a.example/', 'direct'],
    ['b.example,*', 'https://a.example/', 'direct'],
    ['example', 'https://a.example/', 'direct'],
    ['a.example', 'https://a.example/', 'direct'],
    ['a.example', 'https://x.a.example/', 'direct'],
    ['a.example', 'https://xa.example/', 'proxy'],
    ['.a.example', 'https://a.example/', 'proxy'],
    ['.a.example', 'https://x.y.a.example/', 'direct'],
    ['*.a.example', 'https://x.a.example/', 'direct'],
    ['*.a.example', 'https://a.example/', 'proxy'],
    ['*a.example', 'https://a.example/', 'proxy'],
    ['A.EXAMPLE', 'https://a.example/', 'direct'],
    ['a.example:443', 'https://a.example/', 'direct'],
    ['a.example:8443', 'https://a.example/', 'proxy'],
    ['a.example:8443', 'https://a.example:8443/', 'direct'],
    ['a.example.', 'https://a.example/', 'proxy'],
    ['b.example a.example', 'https://a.example/', 'proxy'],
    [' a.example ,b.example', 'https://a.example/', 'direct'],
    ['169.254.0.0/16', 'http://169.254.169.254/', 'direct'],
    ['169.254.169.254', 'http://169.254.169.254/', 'direct'],
    ['169.254.169.254:80', 'http://169.254.169.254/', 'direct'],
    ['169.254.169.254:8080', 'http://169.254.169.254/', 'proxy'],
    ['169.254/16', 'http://169.254.169.254/', 'proxy'],
    ['169.254.0.0/33', 'http://169.254.169.254/', 'proxy'],
    ['0.0.0.0/0', 'http://169.254.169.254/', 'direct'],
    ['169.254.*', 'http://169.254.169.254/', 'proxy'],
    ['169.254.169.250-169.254.169.255', 'http://169.254.169.254/', 'proxy'],
    ['fd00::/8', 'http://[fd00:ec2::254]/', 'direct'],
    ['fd00:ec2::254', 'http://[fd00:ec2::254]/', 'direct'],
    ['[fd00:ec2::254]:80', 'http://[fd00:ec2::254]/', 'direct'],
    ['[fd00:ec2::254]', 'http://[fd00:ec2::254]/', 'proxy'],
    ['254', 'http://169.254.169.254/', 'proxy'],
    ['169.254.0.0/16', 'https://a.example/', 'proxy'],
    ['', 'https://localhost:8443/', 'direct'],
    ['', 'https://127.1.2.3/', 'direct'],
    ['', 'https://[::1]/', 'direct'],
    ['', 'https://a.localhost/', 'proxy'],
  ])('with the value %j gives %s the route %s', (entry, url, expected) => {
    expect(way(url, { HTTP_PROXY: 'http://proxy:1', HTTPS_PROXY: 'http://proxy:1', NO_PROXY: entry })).toBe(expected);
  });

  test('gives Go the routes of the access requirements when it is set as documented', () => {
    const environment = { ...HTTPS, HTTP_PROXY: 'http://proxy:1', NO_PROXY: '.internal,169.254.0.0/16,app.gitpod.io,.amazonaws.com' };
    for (const url of [
      'http://169.254.169.254/',
      'https://app.gitpod.io/',
      'https://ec2.us-east-1.amazonaws.com/',
      'https://x.ec2.internal/',
    ])
      expect(way(url, environment)).toBe('direct');
    for (const url of ['https://us01.gitpod.dev:8443/', 'https://public.ecr.aws/', 'https://ec2.cn-north-1.amazonaws.com.cn/'])
      expect(way(url, environment)).toBe('proxy');
  });
});

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const name = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));

test('a request is direct without a proxy, with `*`, or when an entry is its host or a parent domain', () => {
  fc.assert(
    fc.property(name, label, name, (host, below, other) => {
      expect(way(`https://${host}/`, { NO_PROXY: other })).toBe('direct');
      expect(way(`https://${host}/`, { ...HTTPS, NO_PROXY: `${other},*` })).toBe('direct');
      expect(way(`https://${host}/`, { ...HTTPS, NO_PROXY: host })).toBe('direct');
      expect(way(`https://${below}.${host}/`, { ...HTTPS, NO_PROXY: host })).toBe('direct');
      expect(way(`https://${below}.${host}/`, { ...HTTPS, NO_PROXY: `.${host}` })).toBe('direct');
      expect(way(`https://${below}${host}/`, { ...HTTPS, NO_PROXY: host })).toBe('proxy');
    }),
  );
});

test('the order of entries does not matter', () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), name, (entries, host) => {
      const one = way(`https://${host}/`, { ...HTTPS, NO_PROXY: entries.join(',') });
      expect(way(`https://${host}/`, { ...HTTPS, NO_PROXY: entries.toReversed().join(', ') })).toBe(one);
    }),
  );
});

test('no variable is reported as the source of a route when none is set', () => {
  expect(goProxyVariable('https', [])).toBeNull();
  expect(goNoProxyVariable([])).toBeNull();
});
