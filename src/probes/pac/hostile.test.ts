/** Scripts that mean harm. If one fails, a script from the network hangs this program, or reaches this machine. */
import { expect, test } from 'vitest';
import { evaluateScript } from './evaluate.ts';

const resolve = async () => 'dns.nxdomain' as const;
const options = { now: new Date(), ownAddresses: ['10.1.2.3'] };

/** Each host is one attempt. All run in one engine, so that each also meets what the one before left behind. */
const ATTEMPTS = {
  loop: ['for (;;);', 'pac.timeout'],
  caught: ['for (;;) try { for (;;); } catch (e) {} finally { continue; }', 'pac.timeout'],
  nesting: ['return eval("(".repeat(5000) + ")".repeat(5000));', 'pac.throws'],
  recursion: ['return (function f() { return f() + 1; })();', 'pac.throws'],
  memory: ['var a = [1.5]; for (;;) a = a.concat(a);', 'pac.memory'],
  text: ['return "x".repeat(1e9);', 'pac.memory'],
  regex: ['return /^(a+)+$/.test("a".repeat(40) + "!");', 'pac.timeout'],
  getter: ['throw { get message() { for (;;); }, get stack() { for (;;); }, toString() { for (;;); } };', 'pac.timeout'],
  thrower: ['throw { get message() { throw this; }, get name() { throw this; }, toString() { throw this; } };', 'pac.throws'],
  proxy: ['return new Proxy({}, { get() { for (;;); }, getPrototypeOf() { for (;;); } });', 'pac.unusable-answer'],
  object: ['return { toString() { for (;;); } };', 'pac.unusable-answer'],
  promise: ['return (async () => { for (;;) await 0; })();', 'pac.unusable-answer'],
  host: [
    'return [typeof process, typeof require, typeof fetch, typeof WebAssembly, typeof module, typeof setTimeout].every(isNone)',
    'direct',
  ],
  constructor: [
    'return [alert.constructor("return typeof process")(), dnsResolve.constructor("return typeof this.process")()].every(isNone)',
    'direct',
  ],
  caller: ['return arguments.callee.caller.caller.caller', 'pac.throws'],
  import: ['return import("node:fs")', 'pac.unusable-answer'],
  prototype: [
    'Object.prototype.is = "text"; Object.prototype.text = "PROXY evil.example.com:1"; Array.prototype.toJSON = String.prototype.toString = function () { return "PROXY evil.example.com:1"; }; return null;',
    'pac.unusable-answer',
  ],
  after: ['return "DIRECT";', 'direct'],
} as const;

test('a hostile call is ended at its limit, and the next call runs', async () => {
  const text = `var attempts = {${Object.entries(ATTEMPTS)
    .map(([name, [code]]) => `${name}: function () { ${code} }`)
    .join(',\n')}};
  function isNone(type) { return type === 'undefined'; }
  function FindProxyForURL(url, host) { var answer = attempts[host.split('.')[0]](); return answer === true ? 'DIRECT' : answer; }`;
  const urls = Object.keys(ATTEMPTS).map((name) => `https://${name}.example.com/`);
  const limits = { callMs: 300, totalMs: 60_000, memoryBytes: 8 * 1024 * 1024 };
  const { answers, failure } = await evaluateScript(text, urls, resolve, { ...options, limits, once: true });
  expect(failure).toBeNull();
  const seen = answers.map(({ host, entries, failure: failed, unusable }) => [
    host.split('.')[0],
    failed?.kind ?? entries[0]?.kind ?? unusable,
  ]);
  expect(seen).toEqual(Object.entries(ATTEMPTS).map(([name, [, expected]]) => [name, expected]));
  expect(failure).toBeNull();
  expect(({} as Record<string, unknown>)['is']).toBeUndefined();
}, 60_000);

test.each([
  ['a function that the engine cannot interrupt', 'function FindProxyForURL() { return new Array(1e9).join("x"); }'],
  ['loading that takes more than a thousand steps of the parser', `var a = ${'['.repeat(100_000)};`],
])('the helper process is ended during %s', async (_, text) => {
  const startedAt = performance.now();
  const { answers, failure } = await evaluateScript(text, ['https://a.example.com/'], resolve, {
    ...options,
    limits: { loadMs: 500, callMs: 500 },
  });
  expect(failure ?? answers[0]?.failure).not.toBeNull();
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});

test('a script that uses up the total time is ended, and the answers before that are kept', async () => {
  const text = `function FindProxyForURL(url, host) { if (host[0] == 'a') return 'DIRECT'; for (;;); }`;
  const urls = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `https://${name}.example.com/`);
  const evaluation = await evaluateScript(text, urls, resolve, { ...options, limits: { callMs: 100, totalMs: 150 } });
  const kinds = evaluation.answers.map(({ failure }) => failure?.kind);
  expect(evaluation.failure).toEqual({ kind: 'pac.timeout' });
  expect(kinds.slice(0, 2)).toEqual([undefined, 'pac.timeout']);
  expect(kinds.length).toBeLessThan(urls.length);
});
