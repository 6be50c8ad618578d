/** Random scripts composed of parts: what companies write, what is hostile, and what is not JavaScript. */
import fc from 'fast-check';
import { hostileScripts, proxyScripts } from './scripts.ts';

const pieces = (text: string) => text.trim().split(/\s*¦\s*/);

const VALUES = pieces(String.raw`
  host ¦ url ¦ "gitpod" ¦ null ¦ undefined ¦ 0 ¦ -1 ¦ 1e999 ¦ NaN ¦ "" ¦ [] ¦ {} ¦ /(a+)+$/ ¦ 2n ** 64n ¦ Symbol.iterator ¦
  myIpAddress() ¦ dnsResolve(host) ¦ dnsResolve(Math.random() + ".corp.example") ¦ dnsResolveEx("many.corp.example") ¦
  sortIpAddressList("::1;10.1.1.1") ¦ new Array(1e5).join("x") ¦ globalThis ¦ function () { for (;;) {} } ¦
  (function f() { return f() + 1; }) ¦ new Proxy({}, {}) ¦ { toString() { throw this; } } ¦
  { get length() { return dnsResolve("inside.corp.example").length; } } ¦ FindProxyForURL ¦ Promise.resolve(host) ¦ "\u0000\ud800" ¦
  new Date(NaN)
`);

const OPERATIONS = pieces(`
  isInNet(A, B, "255.255.0.0") ¦ isInNetEx(A, B) ¦ shExpMatch(A, B) ¦ dnsDomainIs(A, B) ¦ localHostOrDomainIs(A, B) ¦
  dnsDomainLevels(A) ¦ isResolvable(A) ¦ weekdayRange(A, B) ¦ dateRange(A, B) ¦ timeRange(A, B) ¦ isPlainHostName(A) ¦
  convert_addr(A) ¦ alert(A) ¦ A + B ¦ A[B] ¦ A(B) ¦ new A(B) ¦ A instanceof B ¦ String(A).replace(B, A) ¦ JSON.stringify([A, B]) ¦
  Object.assign(A, B) ¦ [A, B].sort() ¦ [...A] ¦ new RegExp(A).test(B) ¦ Reflect.ownKeys(A) ¦ eval(A)
`);

const STATEMENTS = pieces(`
  E; ¦ var v = E; ¦ if (E) return "PROXY a.corp.example:" + 80; ¦ try { E; } catch (e) { E; } finally { E; } ¦
  for (var i = 0; i < 3; i++) E; ¦ while (E) {} ¦ throw E; ¦ return E; ¦ return "PROXY " + E + ":80; DIRECT"; ¦
  for (var k in E) return k; ¦ function inner() { return inner(E); } inner(); ¦ globalThis[E] = E; ¦ Object.prototype.x = E; ¦
  dnsResolve = E; ¦ Array.prototype.map = String.prototype.split = E; ¦ for (;;) { E; } ¦ var s = "x"; for (;;) s += s + E; ¦
  with (E) { E; }
`);

const value = fc.constantFrom(...VALUES);
const expression = fc
  .tuple(fc.constantFrom(...OPERATIONS), value, value)
  .map(([text, a, b]) => text.replaceAll(/\bA\b/g, () => `(${a})`).replaceAll(/\bB\b/g, () => `(${b})`));
const statement = fc
  .tuple(fc.constantFrom(...STATEMENTS), fc.array(fc.oneof(value, expression), { minLength: 3, maxLength: 3 }))
  .map(([text, parts]) => {
    let place = 0;
    return text.replace(/\bE\b/g, () => parts[place++ % parts.length] ?? 'null');
  });
const lines = (least: number, most: number) => fc.array(statement, { minLength: least, maxLength: most }).map((all) => all.join('\n  '));
const top = lines(0, 2).map((text) => text.replaceAll('return ', 'void '));

const whole = fc
  .tuple(top, lines(1, 5))
  .map(([before, body]) => `${before}\nfunction FindProxyForURL(url, host) {\n  ${body}\n  return "DIRECT";\n}\n`);
const texts = [...hostileScripts().map(({ text }) => text), ...proxyScripts().map(({ bytes }) => bytes.subarray(0, 4000).toString())];

/** A script of the table with a part removed, doubled, or moved. */
const damaged = fc.tuple(fc.constantFrom(...texts), fc.nat(), fc.nat(30), statement).map(([text, place, length, piece]) => {
  const at = place % (text.length + 1);
  return `${text.slice(0, at)}${length % 2 ? piece : ''}${text.slice(at + length)}`;
});

export const anyScript = fc.oneof(
  { weight: 3, arbitrary: whole },
  { weight: 2, arbitrary: damaged },
  { weight: 1, arbitrary: fc.string({ maxLength: 200 }) },
);
