/** A cursor over a numbered list. Consecutive digits form one number: 1 and then 2 select row 12. */
import { clamp } from './window.ts';

export interface ListState {
  cursor: number;
  digits: string;
}

export type ListMove = 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last';

export function moveCursor(state: ListState, move: ListMove, length: number, page: number): ListState {
  const last = Math.max(0, length - 1);
  const cursor = clamp(state.cursor, 0, last);
  const target = { up: cursor - 1, down: cursor + 1, 'page-up': cursor - page, 'page-down': cursor + page, first: 0, last }[move];
  return { cursor: clamp(target, 0, last), digits: '' };
}

/** Jumps to a number while it is typed. A digit that would make the number invalid starts a new number. */
export function jumpList(state: ListState, digit: string, length: number): ListState {
  for (const digits of [state.digits + digit, digit]) {
    const number = Number(digits);
    if (number >= 1 && number <= length && !digits.startsWith('0')) return { cursor: number - 1, digits };
  }
  return { cursor: clamp(state.cursor, 0, Math.max(0, length - 1)), digits: '' };
}
