import { expect, test } from 'vitest';
import { parseDump } from './dump.ts';
import { effectiveSettings } from './effective.ts';
import { expandPaths, expandTokens } from './expand.ts';

const dump = parseDump(
  'hostname web.example.org\nuser deploy\nidentityfile %d/.ssh/%r@%h\nidentityfile ~/.ssh/%K\nidentityfile ~/.ssh/plain',
);
const account = { name: 'ada', home: '/home/ada', uid: 1000 };

test.each([
  ['%d/.ssh/%r@%h', '/home/ada/.ssh/deploy@web.example.org'],
  ['~/.ssh/%u-100%%', '/home/ada/.ssh/ada-100%'],
  ['~/.ssh/%%h', '/home/ada/.ssh/%h'],
  ['~/.ssh/%K', null],
  ['~/.ssh/%', null],
  ['\u0024{KEYS}/%h', null],
])('tokens are expanded without the client: %s', (path, filled) => {
  expect(expandTokens(path, { dump, account })).toBe(filled);
});

test('paths are expanded without the client, and a path with an unknown token is not reported as missing', async () => {
  const many = Array.from({ length: 12 }, (_, index) => `%d/.ssh/key-${index}`);
  // A client that refuses every request.
  const by = { program: '/bin/false', alias: 'web', dump, account };
  const options = { environment: {}, timeoutMs: 5000, signal: new AbortController().signal };
  expect((await expandPaths(many, by, options)).get('%d/.ssh/key-11')).toBe('/home/ada/.ssh/key-11');
  const expanded = await expandPaths(['%d/.ssh/%r@%h', '~/.ssh/%K'], by, options);
  const { identityFiles } = effectiveSettings({ dump, replay: null, expanded }, 'web', { home: account.home } as never);
  expect(identityFiles.map(({ path }) => path)).toEqual(['/home/ada/.ssh/deploy@web.example.org', '/home/ada/.ssh/plain']);
});
