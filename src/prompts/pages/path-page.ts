/** The path so far: answers, steps and findings. */
import type { PathModel } from '../../app/screens/path.ts';
import type { NumberedItems } from '../page.ts';

export function pathLines({ summary, rows }: PathModel): string[] {
  return [
    `${summary}.`,
    ...rows.map(
      ({ number, status, title, outcome }) => `${String(number).padStart(2)}  ${status === null ? '' : `${status}: `}${title}; ${outcome}`,
    ),
  ];
}

export function pathNumbers({ rows }: PathModel): NumberedItems | null {
  if (rows.length < 2) return null;
  return {
    noun: 'place',
    count: rows.length,
    keys: { '': ['enter'] },
    hint: 'Type place N to go to place N; results are kept.',
  };
}
