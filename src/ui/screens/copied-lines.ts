/** What became of a text that was copied, above it. */
import type { CopiedWords } from '../../app/screens/request.ts';
import { BLANK, type Line } from '../text/line.ts';
import { block } from '../text/wrap.ts';

export function copiedLines(copied: CopiedWords | null, width: number): Line[] {
  if (copied === null) return [];
  const { words, path } = copied;
  const told = words.flatMap((each) => block(each, Math.min(width, 100), { tone: 'accent' }));
  return [...told, ...(path === null ? [] : block(path, width, { file: path })), BLANK];
}
