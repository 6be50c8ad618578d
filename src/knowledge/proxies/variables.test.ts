import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NoProxyVariable, ProxyVariable } from '../../model/host-facts.ts';
import { noProxyText, parseNoProxy, parseProxyVariable, proxyOfVariable } from './variables.ts';

const proxy = (value: string) => parseProxyVariable('HTTPS_PROXY', value);

describe('a proxy variable', () => {
  test.each([
    ['http://proxy.corp:3128', { scheme: 'http', host: 'proxy.corp', port: 3128, hasCredentials: false, problems: [] }],
    ['https://proxy.corp', { scheme: 'https', port: 443, problems: [] }],
    ['http://proxy.corp', { port: 80 }],
    ['HTTP://PROXY.corp:80/', { scheme: 'http', host: 'proxy.corp', port: 80, problems: [] }],
    ['proxy.corp:3128', { scheme: null, host: 'proxy.corp', port: 3128, problems: ['no-scheme'] }],
    ['http://[fd00::1]:3128', { host: 'fd00::1', port: 3128 }],
    ['http://me:secret@proxy:3128', { host: 'proxy', hasCredentials: true, problems: [] }],
    ["http://me:it's@proxy:3128", { host: 'proxy', hasCredentials: true, problems: [] }],
    ['http://me:p@ss@proxy:3128', { host: 'proxy', hasCredentials: true }],
    ['http://proxy:3128/pac', { host: 'proxy', problems: ['has-path'] }],
    ['socks5://proxy:1081', { scheme: 'socks5', host: 'proxy', port: 1081, problems: [] }],
    ['socks5h://proxy', { scheme: 'socks5h', port: 1080, problems: [] }],
    ['socks4://proxy', { scheme: 'socks4', port: 1080, problems: ['unsupported-scheme'] }],
  ])('is parsed into its parts: %s', (value, expected) => {
    expect(proxy(value)).toMatchObject(expected);
  });
});

describe('an unusable proxy variable', () => {
  test.each([
    ['', 'empty'],
    ['"http://proxy:3128"', 'quotes'],
    ["'http://proxy:3128'", 'quotes'],
    ['“http://proxy:3128”', 'quotes'],
    [' http://proxy:3128', 'blanks'],
    ['http://proxy:3128\n', 'blanks'],
    ['http://me:pa55#word@proxy:3128', 'not-a-url'],
    ['http://me:55#word@proxy:3128', 'not-a-url'],
    ['http://me:55/word@proxy:3128', 'not-a-url'],
    ['http://me:55?word@proxy:3128', 'not-a-url'],
    ['http://:3128', 'not-a-url'],
    ['http://proxy:0', 'not-a-url'],
    ['http://proxy:99999', 'not-a-url'],
    ['http://', 'not-a-url'],
    ['ftp://proxy:21', 'unsupported-scheme'],
  ])('gives only the problem: %j has the problem %s', (value, problem) => {
    const parsed = proxy(value);
    expect(parsed).toMatchObject({ scheme: null, host: null, port: null, problems: [problem] });
    expect(proxyOfVariable(parsed)).toBeNull();
  });
});

test('the proxy of a variable has the scheme of the URL, and `socks://` means SOCKS 4', () => {
  expect(proxyOfVariable(proxy('socks5h://proxy'))).toEqual({ scheme: 'socks5h', host: 'proxy', port: 1080 });
  expect(proxyOfVariable(proxy('socks://proxy'))).toEqual({ scheme: 'socks4', host: 'proxy', port: 1080 });
  expect(proxyOfVariable(proxy('proxy:3128'))).toEqual({ scheme: 'http', host: 'proxy', port: 3128 });
});

describe('a NO_PROXY list', () => {
  const kept = [
    '*', 'localhost', '127.0.0.1', '::1', '[::1]:80', 'fd00::/8', '169.254.0.0/16', '169.254.*', '10.0.0.1-10.0.0.9', '10.0.0.1:80',
    '.internal', 'app.gitpod.io', 'app.gitpod.io:443', '.amazonaws.com', '*.corp.example', '*corp.example', 'host_1.corp', '<local>',
    '.svc.cluster.local', 'ip-10-0-0-1', 'DESKTOP-A1B2C3D', 'ABCDEF0123456789ABCDEF0123456789.gr7.us-east-1.eks.amazonaws.com',
  ]; // biome-ignore format: a list reads better in few lines
  test.each(kept)('keeps %s', (entry) => {
    expect(parseNoProxy('NO_PROXY', entry)).toMatchObject({ entries: [entry], unreadable: 0 });
  });

  test.each([
    'user:pa55@host',
    'https://app.gitpod.io',
    'http://user:pa55@proxy:3128',
    'user:pa55',
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    'AKIAIOSFODNN7EXAMPLE',
    'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    's3cr3t-token-0123456789abcdef',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.TJVA95OrM7E2cBab30RMHrHDcEfxjoYZ',
    'correct horse battery st@ple',
    'host:99999',
  ])('drops and counts %s', (entry) => {
    expect(parseNoProxy('NO_PROXY', `a.example,${entry}`)).toMatchObject({ entries: ['a.example'], unreadable: 1 });
  });

  test('records spaces around an entry, and keeps words separated by a space as one entry, as Go does', () => {
    expect(parseNoProxy('no_proxy', ' a.example, b.example c.example,')).toEqual({
      name: 'no_proxy',
      entries: ['a.example', 'b.example c.example'],
      unreadable: 0,
      hasBlanks: true,
      gaps: ['_', ',_', '_', ','],
    });
  });

  test.each(['', ' a.example, b.example\tc.example ,', '.internal,169.254.0.0/16', '* ,,*\n', '[::1]:80\t, ::1'])(
    'is written back unchanged: %j',
    (text) => {
      expect(noProxyText(parseNoProxy('NO_PROXY', text))).toBe(text);
    },
  );

  test('keeps a placeholder that matches nothing for a dropped entry', () => {
    expect(noProxyText(parseNoProxy('NO_PROXY', 'a.example, user:pa55@host ,b.example'))).toBe('a.example,?,b.example');
  });

  test('from an older session is written with commas only', () => {
    const { gaps: _, ...older } = parseNoProxy('NO_PROXY', ' a.example , b.example');
    expect(noProxyText(older)).toBe('a.example,b.example');
  });
});

test('every password is removed, wherever it is and however it is spelt', () => {
  const password = fc.stringMatching(/^[A-Za-z0-9#/?:@%\\ "'&=+,.-]{0,8}Zq9[A-Za-z0-9#/?:@%\\ "'&=+,.-]{0,8}$/);
  fc.assert(
    fc.property(password, fc.constantFrom('http://', 'https://', 'socks5://', ''), (secret, scheme) => {
      for (const value of [`${scheme}me:${secret}@proxy.corp:3128`, `${scheme}${secret}@proxy.corp`]) {
        expect(JSON.stringify(proxy(value)).toLowerCase()).not.toContain('zq9');
        expect(JSON.stringify(parseNoProxy('NO_PROXY', value.replaceAll(',', ''))).toLowerCase()).not.toContain(`${secret.toLowerCase()}@`);
      }
    }),
  );
});

test('any text gives facts that match the schema', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (value) => {
      ProxyVariable.parse(proxy(value));
      NoProxyVariable.parse(parseNoProxy('NO_PROXY', value));
    }),
  );
});
