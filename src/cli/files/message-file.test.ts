/** If this fails, the name of a log file is matched like a message, and the log itself is not read. */
import { expect, it } from 'vitest';
import { readMessage } from './message-file.ts';

it('match-error reads its argument as a file if one exists below the current folder, else as the message', () => {
  expect(readMessage('fixtures/pasted-errors/README.md')).toContain('# Real error texts');
  for (const message of ['ECONNREFUSED', 'ssh/none', 'curl: (6) Could not resolve host: app.gitpod.io'])
    expect(readMessage(message)).toBe(message);
});
