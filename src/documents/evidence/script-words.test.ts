/** If one fails, the screen of proxies contradicts what programs do with a broken script. */
import { expect, test } from 'vitest';
import { withScript } from '../../diagnosis/testing/scripts.ts';
import { session } from '../../diagnosis/testing/session.ts';
import { createSay } from '../words/say.ts';
import { scriptLines } from './script-words.ts';

function lines(platform: string, story: Parameters<typeof withScript>[1]): string {
  const seen = withScript(session({ from: 'laptop' }).build(), story);
  const observations = seen.observations.map((one) =>
    one.probe === 'host' && one.facts !== null ? { ...one, facts: { ...one.facts, platform } } : one,
  );
  return scriptLines({ observations }, createSay(String)).join('\n');
}

test('a broken script is listed with how each of its programs connects without a usable script', () => {
  const text = lines('linux', { source: 'given', fails: 'pac.syntax-error' });
  expect(text).toContain('Browsers connect directly without a usable script');
  expect(text).toContain('VS Code connects directly');
  expect(text).toContain('JetBrains connects directly without a usable script, but accepts scripts of more than 1 MB.');
});

test('a working script is listed without the words “without a usable script”', () => {
  expect(lines('linux', { answers: { 'app.gitpod.io': 'DIRECT' } })).not.toContain('without a usable script');
});

test('a script in the system settings with a file: URL is listed with the programs that do not read it', () => {
  const of = (source: 'system' | 'firefox') => lines('linux', { url: 'file:', source, answers: { 'app.gitpod.io': 'DIRECT' } });
  expect(of('system')).toContain('Chromium, Edge and VS Code read no script from a file');
  expect(of('firefox')).not.toContain('read no script from a file');
});

test.each([
  ['win32', 'According to Microsoft'],
  ['darwin', 'According to Apple'],
])('a script on %s is listed with what the vendor documents about other programs', (platform, words) => {
  expect(lines(platform, {})).toContain(words);
  expect(lines('linux', {})).not.toContain(words);
});

test('discovery that finds no script is said in one sentence', () => {
  const absent = { url: 'http://wpad/', source: 'wpad-dns', fails: 'dns.nxdomain', facts: null } as const;
  expect(lines('linux', absent)).toBe('Proxy discovery (WPAD) is on, but finds no script in DNS.');
});
