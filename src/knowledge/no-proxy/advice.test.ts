import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseProxyVariable } from '../proxies/variables.ts';
import { destinationOf, PROGRAMS, requiredRoute, routesTo, suggestNoProxy } from './index.ts';
import { javaBypasses } from './java.ts';

const to = (url: string) => {
  const destination = destinationOf(url);
  if (destination === null) throw new Error('no URL');
  return destination;
};
const PROXIES = (['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'] as const).map((name) => parseProxyVariable(name, 'http://p:1'));

const WANTED = [
  'https://app.gitpod.io/',
  'https://app.gitpod.io:443/',
  'http://169.254.169.254/latest/meta-data/',
  'http://169.254.170.2/v2/credentials',
  'http://169.254.10.20:8080/',
  'https://ec2.us-east-1.amazonaws.com/',
  'https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/',
  'https://ec2.cn-north-1.amazonaws.com.cn/',
  'https://ec2.eusc-de-east-1.amazonaws.eu/',
  'http://ip-10-0-0-1.ec2.internal:3000/',
  'http://localhost:8080/',
  'http://127.0.0.1/',
  'http://[::1]:80/',
];
const OPEN = [
  'https://us01.gitpod.dev:8443/',
  'https://public.ecr.aws/',
  'https://xapp.gitpod.io/',
  'https://git.corp.example/',
  'http://10.1.2.3/',
];

describe('the routes that the access requirements demand', () => {
  test.each(WANTED)('are direct for %s', (url) => {
    expect(requiredRoute(to(url))).toBe('direct');
  });
  test.each([...OPEN, 'https://amazonaws.com.evil.example/', 'https://internal/', 'https://x.app.gitpod.io/'])(
    'are left open for %s',
    (url) => {
      expect(requiredRoute(to(url))).toBe('either');
    },
  );
});

describe('the suggested NO_PROXY list', () => {
  const word = fc.constantFrom(
    '*',
    '*.corp.example',
    '.corp.example',
    'git.corp.example:443',
    '10.0.0.0/8',
    '10.0.0.0/12',
    'user:pa55@x',
    '::1',
    '',
  );
  const present = fc.array(fc.tuple(word, fc.constantFrom(',', ' ', ', ', '\t')), { maxLength: 6 }).map((parts) => parts.flat().join(''));
  const targets = fc.subarray(WANTED, { minLength: 1 }).map((urls) => urls.map(to));

  test('gives every required host a direct route in every program, whatever the list contained before', () => {
    fc.assert(
      fc.property(present, present, targets, (upper, lower, wanted) => {
        const suggested = suggestNoProxy(wanted, { proxies: PROXIES, lists: { NO_PROXY: upper, no_proxy: lower } });
        expect(suggested.NO_PROXY).not.toMatch(/\s|pa55|(^|,)\*(,|$)/);
        const environment = { proxies: PROXIES, lists: { NO_PROXY: suggested.NO_PROXY, no_proxy: suggested.NO_PROXY } };
        for (const destination of wanted) {
          const ways = routesTo(destination, environment);
          expect(PROGRAMS.filter((program) => program !== 'java' && ways[program] === 'proxy')).toEqual([]);
          expect(javaBypasses(destination.host, suggested['http.nonProxyHosts'])).toBe(true);
        }
      }),
    );
  });

  test('leaves all other hosts on the proxy, and does not change when it is suggested again', () => {
    const wanted = WANTED.map(to);
    const suggested = suggestNoProxy(wanted, { proxies: PROXIES, lists: { NO_PROXY: '*' } });
    const environment = { proxies: PROXIES, lists: { NO_PROXY: suggested.NO_PROXY, no_proxy: suggested.NO_PROXY } };
    for (const url of OPEN) {
      expect(new Set(Object.values(routesTo(to(url), environment)))).toEqual(new Set(['proxy']));
      expect(javaBypasses(to(url).host, suggested['http.nonProxyHosts'])).toBe(false);
    }
    expect(suggestNoProxy(wanted, environment)).toEqual(suggested);
  });

  test('stays short enough to read', () => {
    expect(suggestNoProxy([to('https://app.gitpod.io/')], { proxies: PROXIES, lists: { NO_PROXY: '*.corp.example, 10.0.0.0/8' } })).toEqual(
      {
        NO_PROXY:
          '.internal,169.254.0.0/16,169.254.169.254,169.254.170.2,169.254.170.23,fd00:ec2::254,[fd00:ec2::254],app.gitpod.io,.amazonaws.com,' +
          'localhost,127.0.0.1,::1,[::1],.corp.example,10.0.0.0/8',
        'http.nonProxyHosts':
          '*.internal|169.254.*|[fd00:ec2::254]|app.gitpod.io|*.amazonaws.com|localhost|127.*|[::1]|*.corp.example|10.*',
      },
    );
  });
});
