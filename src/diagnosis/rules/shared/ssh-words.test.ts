/** If these fail, a user copies a fix that leaves something behind, or evidence carries a login name. */
import { expect, it } from 'vitest';
import { writeCommand } from '../../../shells/index.ts';
import { configFixOf, resolutionText } from './ssh-words.ts';

it('the command that removes a byte order mark leaves no second file', () => {
  const patch = { file: '/home/a b/config', reason: 'remove-bom', hunks: [], proved: true };
  const change = configFixOf({ patches: [patch] } as never, ['remove-bom'])?.change;
  expect(change === undefined ? null : writeCommand(change, 'posix')).toBe(
    "tail -c +4 '/home/a b/config' > '/home/a b/config.without-mark' && " +
      "cat '/home/a b/config.without-mark' > '/home/a b/config' && rm '/home/a b/config.without-mark'",
  );
});

it('the evidence of a name that was resolved without an ssh client omits the login name, which is too short to be masked', () => {
  const estimate = { hostname: '192.0.2.7', user: 'jd', port: 22, proxyCommand: null, proxyJump: null, isPartial: false };
  expect(resolutionText('w1', { estimate } as never)).toMatch(/^w1: ssh would connect to 192\.0\.2\.7 port 22 \(estimated/);
});
