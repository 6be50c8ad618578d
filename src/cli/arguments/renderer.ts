/** Chooses how a run is presented. The variable `CI` has no influence. */
import type { Flags } from './flags.ts';

/** `prompts`: a prompt session, for screen readers. `lines`: plain output without questions. */
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
 * Other programs, such as huh, read ACCESSIBLE in the same way. INK_SCREEN_READER has the same effect, because Ink would repeat the whole
 * screen on every change.
 */
function wantsReading({ ACCESSIBLE, INK_SCREEN_READER }: Ends['env']): boolean {
  return (ACCESSIBLE !== undefined && ACCESSIBLE !== '' && ACCESSIBLE !== '0' && ACCESSIBLE !== 'false') || INK_SCREEN_READER === 'true';
}
