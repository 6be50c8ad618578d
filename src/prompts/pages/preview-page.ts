/** The bundle before it is written: all its files, a single file, and the search for a word. */
import type { FileModel, PreviewModel, SearchModel } from '../../app/screens/preview-screens.ts';
import type { NumberedItems } from '../page.ts';

export function previewLines({ summary, rows, remarks }: PreviewModel): string[] {
  return [
    summary,
    ...rows.map(
      ({ path, size, words }, index) => `${String(index + 1).padStart(2)}  ${[path, size, words].filter((part) => part !== '').join('  ')}`,
    ),
    ...remarks,
  ];
}

export function fileNumbers({ rows }: PreviewModel): NumberedItems | null {
  if (rows.length === 0) return null;
  return {
    noun: 'file',
    count: rows.length,
    keys: { '': ['enter'], x: ['x'] },
    hint: 'Type file N to read file N, or x N to leave it out or include it again.',
  };
}

export function fileLines({ title, text }: FileModel): string[] {
  return [title, ...text.split('\n')];
}

export function searchLines({ question, field, answer }: SearchModel): string[] {
  return field.text === '' ? [question] : answer;
}
