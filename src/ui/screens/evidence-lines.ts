/** Labelled facts, wrapped under their label. */
import type { EvidenceLine } from '../../present/evidence.ts';
import type { Line } from '../text/line.ts';
import { block } from '../text/wrap.ts';

const LABEL_WIDTH = 12;

export function evidenceBlock(lines: readonly EvidenceLine[], width: number): Line[] {
  return lines.flatMap(({ label, text }) => block(text, width, { indent: LABEL_WIDTH, label: ` ${label}` }));
}
