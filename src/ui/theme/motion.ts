/** The one thing that moves. It turns with the clock of the counters. */
import { TICK_MS } from '../../app/tick.ts';

const TURNS = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];
const ASCII_TURNS = [...'|/-\\'];

export function spinnerAt(nowMs: number, ascii: boolean): string {
  const turns = ascii ? ASCII_TURNS : TURNS;
  return turns[Math.floor(nowMs / TICK_MS) % turns.length] ?? '';
}
