/** If these fail, a user copies a fix that leaves something behind. */
import { expect, it } from 'vitest';
import { written } from '../../../shells/index.ts';
import { patchOf } from './ssh-words.ts';

it('removing a byte order mark leaves no second file beside the configuration', () => {
  const patch = { file: '/home/a b/config', reason: 'remove-bom', hunks: [], proved: true };
  const change = patchOf({ patches: [patch] } as never, ['remove-bom'])?.change;
  expect(change === undefined ? null : written(change, 'posix')).toBe(
    "tail -c +4 '/home/a b/config' > '/home/a b/config.without-mark' && " +
      "cat '/home/a b/config.without-mark' > '/home/a b/config' && rm '/home/a b/config.without-mark'",
  );
});
