/** If one fails, a script is read otherwise than browsers read it, or a login page is taken for one. */
import { expect, test } from 'vitest';
import { decodeScript, MAX_SCRIPT_BYTES, scriptTextFault } from './script-text.ts';

const UMLAUT = '// ä';

test.each([
  ['without a byte order mark', Buffer.from(UMLAUT, 'latin1'), null, { encoding: 'iso-8859-1', bom: false }],
  ['with a byte order mark of UTF-8', Buffer.from(`\ufeff${UMLAUT}`), null, { encoding: 'utf-8', bom: true }],
  ['with a byte order mark of UTF-16', Buffer.from(`\ufeff${UMLAUT}`, 'utf16le'), null, { encoding: 'utf-16le', bom: true }],
  ['with a charset', Buffer.from(UMLAUT), 'UTF-8', { encoding: 'utf-8', bom: false }],
  ['with another charset', Buffer.from([...Buffer.from('// '), 0xe4]), 'windows-1252', { encoding: 'other', bom: false }],
] as const)('a proxy script %s is decoded', (_, bytes, charset, expected) => {
  expect(decodeScript(bytes, charset)).toEqual({ text: UMLAUT, ...expected });
});

test('a proxy script in UTF-8 without a byte order mark or a charset is read as ISO-8859-1, as Chromium does', () => {
  expect(decodeScript(Buffer.from(UMLAUT), null).text).toBe('// Ã¤');
});

test.each([
  ['function FindProxyForURL() {}', null],
  ['\ufeff// a comment', null],
  ['<!-- hidden from old browsers\nfunction FindProxyForURL() {}', null],
  ['<!DOCTYPE html><title>Sign in</title>', 'pac.not-script'],
  ['{"error": "unauthorised"}', 'pac.not-script'],
  [' \n', 'pac.not-script'],
  ['\u007fELF\0\0', 'pac.not-script'],
  [Buffer.from('function FindProxyForURL() {}', 'utf16le').toString('latin1'), 'pac.not-script'],
  ['function FindProxyForURL() {}\0', null],
])('the text %j is accepted as a proxy script (null) or refused: %s', (text, fault) => {
  expect(scriptTextFault(text.length, text)).toBe(fault);
});

test('a proxy script over 1 MB is refused as too large', () => {
  expect([scriptTextFault(MAX_SCRIPT_BYTES, 'var a;'), scriptTextFault(MAX_SCRIPT_BYTES + 1, 'var a;')]).toEqual([null, 'pac.too-large']);
});
