/**
 * The one thing that moves. It turns with the clock of the counters (`store.ts`), so that a quiet step costs four small frames
 * a second and no more: a slow line over SSH still has room for keys.
 */

/** How often counters count and the spinner turns while something runs. */
export const TICK_MS = 250;

const TURNS = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];
const ASCII_TURNS = [...'|/-\\'];

export function spinnerAt(nowMs: number, ascii: boolean): string {
  const turns = ascii ? ASCII_TURNS : TURNS;
  return turns[Math.floor(nowMs / TICK_MS) % turns.length] ?? '';
}
