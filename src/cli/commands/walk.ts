/** The guided session: on the screen or by prompts if input and output are terminals, otherwise as plain output. */
import type { Flags } from '../arguments/flags.ts';
import { rendererFor } from '../arguments/renderer.ts';
import { withRawMode } from '../raw-mode.ts';
import { favourSmallHeap } from '../walk/heap.ts';

export async function walk(flags: Flags): Promise<number> {
  if (flags.bundle !== undefined) await (await import('../files/bundle-file.ts')).checkBundlePath(flags);
  const renderer = rendererFor(flags);
  if (renderer === 'prompts') return (await import('../walk/prompts.ts')).runPromptSession(flags);
  if (renderer === 'lines') return (await import('../walk/lines.ts')).walkInLines(flags);
  return withRawMode(async (endings) => {
    const leave = (await import('../walk/first-frame.ts')).paintFirstFrame(flags);
    try {
      favourSmallHeap();
      return await (await import('../walk/screen.ts')).walkOnScreen(flags, endings);
    } catch (error) {
      // Errors are printed after the alternate screen was left.
      leave();
      throw error;
    }
  });
}
