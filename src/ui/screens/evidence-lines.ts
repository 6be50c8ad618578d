/** Labelled facts, wrapped under their label. */
import type { EvidenceLine } from '../../documents/evidence/evidence.ts';
import type { Line } from '../text/line.ts';
import { block } from '../text/wrap.ts';

/** `Allowed AMIs` with a blank on either side. */
const LABEL_WIDTH = 14;

export function evidenceBlock(lines: readonly EvidenceLine[], width: number): Line[] {
  return lines.flatMap(({ label, text }) => block(text, width, { indent: LABEL_WIDTH, label: ` ${label}` }));
}
