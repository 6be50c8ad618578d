/** Which renderer a run gets. `CI` alone decides nothing (research/tui.md E.1). */
import type { Flags } from './flags.ts';

export function wantsScreen(flags: Flags): boolean {
  if (flags.plain || flags.accessible || flags.json || flags.jsonl) return false;
  const accessible = process.env['ACCESSIBLE'];
  if (accessible !== undefined && accessible !== '' && accessible !== '0') return false;
  return process.stdin.isTTY === true && process.stdout.isTTY === true && process.env['TERM'] !== 'dumb';
}
