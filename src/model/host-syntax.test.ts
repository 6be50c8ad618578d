/** If these fail, an invalid host name from a server or a report becomes a target, a rule or a word of a command. */
import { describe, expect, test } from 'vitest';
import { MetadataFacts } from './aws/metadata.ts';
import { AwsPhase } from './aws/phase.ts';
import { HostFacts } from './host-facts.ts';
import { isHost, isHostPattern } from './host-syntax.ts';
import { accountId, hostName, hostPattern, ipAddress, regionName, variableName } from './privacy.ts';
import { Target, targetHost, urlTarget, urlTargetOf } from './target.ts';

const HOSTILE = [
  'h$({id,-un}).aws',
  'h$(id\u0024{IFS}-un)',
  '`id`.example',
  "a'b.example",
  'a;b',
  'a b',
  '-oProxyCommand=x',
  '=cmd|calc',
  'a\u0000b',
  'a\u001b]0;x\u0007',
  'a\u202eb',
  '%USERPROFILE%',
  'a/b',
  'a..b',
  '.a',
  'x'.repeat(64),
  `${'a.'.repeat(130)}example`,
];

/** Characters without a meaning to shells, rule files and spreadsheets. */
const INERT = /^[\p{L}\p{N}._:*%][\p{L}\p{N}._:*%-]*$/u;

test.each(['app.gitpod.io10.9.9.3', 'x.0x7f', 'a.b.3'])('%s is not a host, because no URL can contain it', (text) => {
  expect([isHost(text), isHostPattern(`*.${text}`), URL.canParse(`https://${text}/`)]).toEqual([false, false, false]);
  expect(Target.parse({ kind: 'tcp', host: text, port: 443 }).kind).toBe('unusable');
});

describe('a variable name', () => {
  test.each(['AWS_ENDPOINT_URL_S3', 'endpoint_url', 'services', '_x'])('%s is valid', (text) => {
    expect(variableName().parse(text)).toBe(text);
  });

  test.each([...HOSTILE, 'AWS_REGION[$(id)]', '1a', ''])('%j is invalid, and is replaced by a harmless value', (text) => {
    const fact = variableName().parse(text);
    expect(fact).toMatch(/^(?:[\p{L}\p{N}._:*%][\p{L}\p{N}._:*%-]*)?$/u);
    expect(variableName().parse(fact)).toBe(fact);
  });
});

test('every field for a variable name encodes an invalid name', () => {
  const subscript = 'AWS_REGION[$(id)]';
  expect(HostFacts.shape.awsEndpointVariables.parse([subscript, 'AWS_ENDPOINT_URL'])).toEqual([
    variableName().parse(subscript),
    'AWS_ENDPOINT_URL',
  ]);
  for (const { customEndpoint } of [AwsPhase.shape, MetadataFacts.shape])
    expect([customEndpoint.parse(subscript), customEndpoint.parse(null)]).toEqual(['AWS_REGION%5B%24%28id%29%5D', null]);
});

test.each(['12345', '1.2', '0x7f.1', '0X7F', '010.1.1.1', '127.1.'])('%s is not a host, because a URL parses it as an address', (text) => {
  expect(isHost(text)).toBe(false);
  expect(Target.parse({ kind: 'tcp', host: text, port: 443 }).kind).toBe('unusable');
});

describe('text that is not a host', () => {
  test.each(HOSTILE)('%j is replaced by a harmless value', (text) => {
    expect(isHost(text)).toBe(false);
    const fact = hostName().parse(text);
    expect(fact).toMatch(INERT);
    expect(hostName().parse(fact)).toBe(fact);
    for (const schema of [ipAddress(), accountId(), regionName()]) expect(schema.parse(text)).toMatch(INERT);
    expect(hostPattern().parse(text)).not.toMatch(/[$`'"();|&=\p{Cc}\p{Cf}]/u);
  });

  test.each(HOSTILE)('%j is not a target', (host) => {
    const named = [
      { kind: 'https', url: `https://${host}/`, host, port: 443, path: '/' },
      { kind: 'http', url: 'http://example.com/', host, port: 80, path: '/' },
      { kind: 'https', url: `https://${host}/`, host: 'example.com', port: 443, path: '/' },
      { kind: 'tcp', host, port: 22 },
      { kind: 'name', host },
      { kind: 'udp', address: host, port: 4242 },
      { kind: 'aws', operation: 'describe-regions', region: host },
    ];
    for (const one of named) {
      const target = Target.parse(one);
      expect(target.kind).toBe('unusable');
      expect(targetHost(target)).toBeNull();
      expect(Target.parse(target)).toEqual(target);
    }
    expect(urlTargetOf(`https://${host}/`)?.host ?? '').not.toContain('$');
  });

  test('is not a target when it is the host of a URL', () => {
    expect(urlTargetOf('https://h$({id,-un}).aws/')).toBeNull();
    expect(() => urlTarget('https://h$({id,-un}).aws/')).toThrow(TypeError);
  });
});

test.each([
  'example.com',
  'EXAMPLE.com.',
  'a_b.example',
  '_dns.resolver.arpa',
  'px-abcdefg.example',
  '10.0.0.1',
  '::1',
  'fe80::1%eth0',
  'fe80::1%br-lan',
  'fe80::1%eth0.100',
  '1e100.net',
  'xn--bcher-kva.example',
  'localhost',
])('%s is a host and stays unchanged', (host) => {
  expect(isHost(host)).toBe(true);
  expect(hostName().parse(host)).toBe(host);
  const url = `https://${host.includes(':') ? `[${host}]` : host}:8443/path`;
  expect(Target.parse({ kind: 'https', url, host, port: 8443, path: '/path' })).toMatchObject({ host });
});

test('a percent sign is encoded unless it begins the zone of an IPv6 address', () => {
  for (const [entry, fact] of [
    ['[fe80::1%$(id)]', '[fe80::1%25%24%28id%29]'],
    ['[fe80::1%a]%PATH%', '[fe80::1%25a]%25PATH%25'],
    ['-o@[fe80::1%a]', '%2Do@[fe80::1%25a]'],
  ] as const) {
    expect(hostPattern().parse(entry)).toBe(fact);
    expect(hostPattern().parse(fact)).toBe(fact);
  }
});

test('valid patterns, NO_PROXY entries, account ids and regions stay unchanged', () => {
  expect(isHostPattern('*.us01.gitpod.dev')).toBe(true);
  expect(hostName().parse('*.us01.gitpod.dev')).toBe('*.us01.gitpod.dev');
  for (const entry of ['.corp.example', '10.0.0.0/8', '[::1]:8080', '<local>', '*', 'git@jump.example:22', '[fe80::1%br-lan]:22'])
    expect(hostPattern().parse(entry)).toBe(entry);
  expect(accountId().parse('123456789012')).toBe('123456789012');
  expect(regionName().parse('eu-central-1')).toBe('eu-central-1');
});
