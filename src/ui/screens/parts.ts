/** Parts that several screens have. */
import type { CopyResult } from '../../app/screens/request.ts';
import type { EvidenceLine } from '../../documents/evidence/evidence.ts';
import { BLANK, type Line, line } from '../../render/line/line.ts';
import { block } from '../../render/line/wrap.ts';

/** A heading with its content; nothing if there is no content. */
export function sectionLines(title: string, lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [BLANK, line(` ${title}`, 'strong'), ...lines];
}

/** The width of the label `Allowed AMIs`, with a space on either side. */
const LABEL_WIDTH = 14;

/** Labelled facts, wrapped under their label. */
export function evidenceBlock(lines: readonly EvidenceLine[], width: number): Line[] {
  return lines.flatMap(({ label, text }) => block(text, width, { indent: LABEL_WIDTH, label: ` ${label}` }));
}

/** The result of copying a text. It is shown above the text. */
export function copiedLines(copied: CopyResult | null, width: number): Line[] {
  if (copied === null) return [];
  const { words, path } = copied;
  const lines = words.flatMap((each) => block(each, Math.min(width, 100), { tone: 'accent' }));
  return [...lines, ...(path === null ? [] : block(path, width, { file: path })), BLANK];
}
