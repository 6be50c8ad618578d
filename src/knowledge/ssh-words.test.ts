/** If these fail, an estimate looks like ssh's real action, or a name is shown unmasked. */
import { expect, it } from 'vitest';
import type { EstimatedSettings, VsCodeList } from '../model/ssh/index.ts';
import { estimatedText, vsCodeListText } from './ssh-words.ts';

const ADDRESS: EstimatedSettings = { hostname: '192.0.2.7', user: null, port: 2222, proxyCommand: null, proxyJump: null, isPartial: false };
const PROGRAM = { program: '/opt/ona', kind: 'ona-cli' as const };
const hidden = () => '***';

it.each([
  [ADDRESS, 'would connect to 192.0.2.7 port 2222', 'would connect to *** port 2222'],
  [
    { ...ADDRESS, user: 'me', proxyCommand: PROGRAM },
    'would run /opt/ona and talk through it, as user me',
    'would run *** and talk through it, as user ***',
  ],
  [
    { ...ADDRESS, proxyJump: ['a', 'b'], isPartial: true },
    'would go over a, then b; a Match line may change that',
    'would go over ***; a Match line may change that',
  ],
  [{ ...ADDRESS, hostname: 'W1' }, 'would ask DNS for it, as for any other host', 'would ask DNS for it, as for any other host'],
])('the sentence about an estimate says what ssh would do: %o', (estimate, plain, masked) => {
  expect([estimatedText('me@w1', estimate), estimatedText('me@w1', estimate, hidden)]).toEqual([plain, masked]);
});

it.each<[VsCodeList, string | null]>([
  [{ state: 'listed', file: null, line: null }, 'shows it'],
  [{ state: 'pattern', file: '/f', line: 2 }, 'only the pattern at *** fits; the name can be typed there'],
  [{ state: 'include-below-section', file: '/f', line: 2 }, 'does not follow the Include at ***'],
  [{ state: 'not-parsed', file: '/f', line: null }, 'is probably empty, because VS Code refuses ***'],
  [{ state: 'absent', file: null, line: null }, null],
])('the sentence about VS Code’s host list says “probably”: %o', (list, part) => {
  const said = vsCodeListText(list, hidden);
  expect(said).toEqual(part === null ? null : expect.stringContaining(part));
  expect(said ?? 'probably').toMatch(/probably/);
});
