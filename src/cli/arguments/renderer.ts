/** Chooses the renderer of a run. `CI` alone decides nothing. */
import type { Flags } from './flags.ts';

/** `prompts`: the walk as a conversation, for screen readers. `lines`: without questions. */
export type Renderer = 'screen' | 'prompts' | 'lines';

interface Ends {
  stdin: { isTTY?: boolean };
  stdout: { isTTY?: boolean };
  env: Readonly<Record<string, string | undefined>>;
}

export function rendererFor(flags: Flags, { stdin, stdout, env }: Ends = process): Renderer {
  if (flags.plain || flags.json || flags.jsonl) return 'lines';
  if (stdin.isTTY !== true || stdout.isTTY !== true) return 'lines';
  if (flags.accessible || wantsReading(env)) return 'prompts';
  return env['TERM'] === 'dumb' ? 'lines' : 'screen';
}

/**
 * ACCESSIBLE is read as by other programs, such as huh. INK_SCREEN_READER means the same here, because Ink would repeat the screen on every
 * change.
 */
function wantsReading({ ACCESSIBLE, INK_SCREEN_READER }: Ends['env']): boolean {
  return (ACCESSIBLE !== undefined && ACCESSIBLE !== '' && ACCESSIBLE !== '0' && ACCESSIBLE !== 'false') || INK_SCREEN_READER === 'true';
}
