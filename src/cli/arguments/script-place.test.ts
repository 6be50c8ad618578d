/** If these fail, a malformed --pac gives a stack trace, or a token in its URL reaches a report. */
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { scriptFile, scriptPlace } from './script-place.ts';

const TOKEN = 'tkn-4f8a1c9e77d2b6';

it.each([
  ['http://wpad.corp.example/proxy.pac', 'http://wpad.corp.example/', []],
  [`https://pac.corp.example:8443/${TOKEN}/p.pac`, 'https://pac.corp.example:8443/', [TOKEN]],
  [`http://anna:${TOKEN}@pac.corp.example/p?key=a%20${TOKEN}`, 'http://pac.corp.example/', [TOKEN, `a ${TOKEN}`]],
  ['http://[2001:db8::1]:81/x', 'http://[2001:db8::1]:81/', []],
  ['proxy.pac', 'file', []],
  ['file:///etc/proxy.pac', 'file', []],
])('--pac %s is stored without the path and without secrets', (value, place, hidden) => {
  const secrets: string[] = [];
  expect(scriptPlace(value, secrets)).toBe(place);
  expect(secrets).toEqual(expect.arrayContaining(hidden));
});

it('--pac without a scheme, or with file:, names a file', () => {
  expect([scriptFile('proxy.pac'), scriptFile('file:///etc/proxy.pac'), scriptFile('http://wpad/x')]).toEqual([
    resolve('proxy.pac'),
    '/etc/proxy.pac',
    null,
  ]);
});

it.each([
  '',
  ' ',
  'http://',
  'http:///x',
  'http://a b/',
  'ftp://wpad/x',
  'https://wpad:99999/',
  'data:text/plain,x',
  'file://host/x',
  'http://$(id)/',
])('--pac %j is refused in one line', (value) => {
  expect(() => scriptFile(value)).toThrow(expect.objectContaining({ status: 2, hint: 'Try: --pac http://wpad.example.com/proxy.pac' }));
});
