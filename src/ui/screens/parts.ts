/** Parts that several screens have. */
import type { CopiedWords } from '../../app/screens/request.ts';
import type { EvidenceLine } from '../../documents/evidence/evidence.ts';
import { BLANK, type Line, line } from '../text/line.ts';
import { block } from '../text/wrap.ts';

/** A heading with what belongs below it; nothing at all where there is nothing. */
export function section(title: string, lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [BLANK, line(` ${title}`, 'strong'), ...lines];
}

/** Texts one under the other, each behind a dash. */
export function bullets(texts: readonly string[], width: number): Line[] {
  return texts.flatMap((text) => block(text, width, { indent: 5, label: '   - ' }));
}

/** `Allowed AMIs` with a blank on either side. */
const LABEL_WIDTH = 14;

/** Labelled facts, wrapped under their label. */
export function evidenceBlock(lines: readonly EvidenceLine[], width: number): Line[] {
  return lines.flatMap(({ label, text }) => block(text, width, { indent: LABEL_WIDTH, label: ` ${label}` }));
}

/** What became of a text that was copied, above it. */
export function copiedLines(copied: CopiedWords | null, width: number): Line[] {
  if (copied === null) return [];
  const { words, path } = copied;
  const told = words.flatMap((each) => block(each, Math.min(width, 100), { tone: 'accent' }));
  return [...told, ...(path === null ? [] : block(path, width, { file: path })), BLANK];
}
