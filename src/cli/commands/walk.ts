/** The guided session: on the screen where there is a terminal on both ends, as plain lines elsewhere. */
import type { Flags } from '../flags.ts';
import { inRawMode } from '../raw-mode.ts';
import { wantsScreen } from '../renderer.ts';

export async function walk(flags: Flags): Promise<number> {
  if (!wantsScreen(flags)) return (await import('../walk/lines.ts')).walkInLines(flags);
  return inRawMode(async (endings) => {
    const leave = (await import('../walk/first-frame.ts')).paintFirstFrame(flags);
    try {
      const { favourSmallHeap } = await import('../walk/heap.ts');
      favourSmallHeap();
      return await (await import('../walk/screen.ts')).walkOnScreen(flags, endings);
    } catch (error) {
      // What went wrong is said on the normal screen.
      leave();
      throw error;
    }
  });
}
