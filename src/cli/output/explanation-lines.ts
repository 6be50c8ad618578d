/** The explanation of a finding as lines of text. */
import type { FindingExplanation } from '../../diagnosis/index.ts';
import { explanationBlocks } from '../../documents/finding/explanation.ts';
import { wrap } from '../../render/line/wrap.ts';
import { textLines } from '../../render/text.ts';

/** Prose is at most this wide, on a screen and in a pipe; commands stay unbroken for copying. */
export const MAX_WIDTH = 80;

export function explanationLines(explanation: FindingExplanation, width: number): string[] {
  return [
    `${explanation.code} ${explanation.name}`,
    '',
    ...textLines(explanationBlocks(explanation), (text, taken) => wrap(text, width - taken)),
  ];
}
