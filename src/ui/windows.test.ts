/** On Windows a full-height frame is cleared and redrawn on every change, and suspending is not possible. */
import { expect, it } from 'vitest';
import { storyApplication } from '../app/testing/story.ts';
import { runTui } from './run-tui.ts';
import { createTerminal } from './testing/terminal.ts';

it('the last line of a Windows console stays empty, also after a resize, and Ctrl-Z has no effect', async () => {
  const terminal = createTerminal(80, 24);
  const left = runTui(storyApplication(), { stdin: terminal.stdin, stdout: terminal.stdout, platform: 'win32' });
  await terminal.shows('? help');
  const before = await terminal.screen();
  expect(before[22]).toContain('? help');
  expect(before[23]).toBe('');
  terminal.type('\u001a');
  terminal.resize(100, 30);
  await expect.poll(async () => (await terminal.screen())[28] ?? '').toContain('? help');
  expect((await terminal.screen())[29]).toBe('');
  terminal.type('\u0003');
  expect(await left).toEqual({ exitCode: 130 });
});
