/** Scripts in the real helper process. If one fails, a user is told of a proxy that no browser would take. */
import { expect, test } from 'vitest';
import { evaluateScript } from './evaluate.ts';

const options = { now: new Date(), ownAddresses: ['10.1.2.3'] };
const resolve = async (name: string) => (name.startsWith('in.') ? ['10.1.9.9'] : ('dns.nxdomain' as const));

test('a proxy script is evaluated for each URL, with the lookups it makes', async () => {
  const text = `function FindProxyForURL(url, host) {
    if (isInNet(host, '10.1.0.0', '255.255.0.0')) return 'DIRECT';
    if (shExpMatch(url, 'https://old.*')) return undefinedName;
    return 'PROXY proxy.example.com:8080; SOCKS5 socks.example.com; DIRECT; FOO bar';
  }`;
  const evaluation = await evaluateScript(
    text,
    ['https://in.example.com/', 'https://out.example.com/a?b', 'https://old.example.com/'],
    resolve,
    options,
  );
  expect(evaluation.failure).toBeNull();
  expect(evaluation.answers.map(({ entries, unusable, failure, line }) => ({ entries, unusable, kind: failure?.kind, line }))).toEqual([
    { entries: [{ kind: 'direct' }], unusable: 0, kind: undefined, line: undefined },
    {
      entries: [
        { kind: 'proxy', host: 'proxy.example.com', port: 8080 },
        { kind: 'socks5', host: 'socks.example.com', port: 1080 },
        { kind: 'direct' },
      ],
      unusable: 1,
      kind: undefined,
      line: undefined,
    },
    { entries: [], unusable: 0, kind: 'pac.throws', line: 3 },
  ]);
  expect(evaluation.questions.map(({ name, failure }) => [name, failure])).toEqual([
    ['in.example.com', null],
    ['out.example.com', 'dns.nxdomain'],
    ['old.example.com', 'dns.nxdomain'],
  ]);
});

test.each([
  ['for(;;);', { kind: 'pac.timeout' }],
  ['var a =\n"x".repeat(1e9);', { kind: 'pac.memory', line: 2 }],
  ['\n\nvar x = ;', { kind: 'pac.syntax-error', code: 'SyntaxError', line: 3 }],
  ['\nnull.x;', { kind: 'pac.throws', code: 'TypeError', line: 2 }],
  ['function FindProxyForUrl() {}', { kind: 'pac.no-function' }],
])('the reason why the proxy script %j cannot be loaded is reported', async (text, failure) => {
  const limits = { loadMs: 300, callMs: 300 };
  const evaluation = await evaluateScript(`${text} // FindProxyForURL`, ['https://a.example.com/'], resolve, { ...options, limits });
  expect(evaluation.failure).toEqual(failure);
});

test('a proxy script that returns no list or makes too many lookups is reported', async () => {
  const text = `function FindProxyForURL(url, host) {
    if (host == 'flood.example.com') for (var i = 0; i < 50; i += 1) dnsResolve(i + '.example.com');
    return host == 'flood.example.com' ? 'DIRECT' : host == 'none.example.com' ? null : {};
  }`;
  const urls = ['flood', 'none', 'object'].map((name) => `https://${name}.example.com/`);
  const { answers, questions } = await evaluateScript(text, urls, resolve, options);
  expect(answers.map(({ failure, type, entries }) => [failure?.kind, type, entries.length])).toEqual([
    ['pac.dns-limit', undefined, 1],
    ['pac.unusable-answer', 'null', 0],
    ['pac.unusable-answer', 'not-a-string', 0],
  ]);
  expect(questions).toHaveLength(20);
});
