/** Requirement × report: one letter per report, with words in the cells where they fit, else marks with a legend. */

import { columnLetter } from '../../documents/comparison/matrix-words.ts';
import { VERDICT_STATUS } from '../../documents/words/status-words.ts';
import { VERDICT_WORDS } from '../../documents/words/words.ts';
import type { Matrix } from '../../model/comparison.ts';
import { BLANK, cell, cutMiddle, type Line, line, type Segment, seg } from '../../render/line/line.ts';
import { STATUS_TONES } from '../../render/line/tones.ts';
import { cells } from '../../render/line/width.ts';
import { block } from '../../render/line/wrap.ts';
import { STATUS_SYMBOLS } from '../../render/status-words.ts';

const WORDS = 15;
const MARKS = 3;
/** Below this width a row is no longer recognisable. */
const NAME_FROM = 30;

export function matrixTable({ vantages, rows, causes }: Matrix, width: number): Line[] {
  const names = [...rows.map(({ requirement }) => requirement), ...causes.map(({ code, name }) => `${code} ${name}`)];
  const widest = Math.max(...names.map(cells), NAME_FROM);
  const wordy = width - 3 - vantages.length * WORDS >= widest;
  const column = wordy ? WORDS : MARKS;
  const name = Math.min(widest, Math.max(NAME_FROM, width - 3 - vantages.length * column));
  const head = [seg(`   ${' '.repeat(name)}`), ...vantages.map((_, index) => seg(cell(columnLetter(index), column), 'strong'))];
  return [
    ...vantages.flatMap(({ name: title, from, startedAt }, index) =>
      block(`${title}${from === null ? '' : `, ${from}`}, ${startedAt}`, Math.min(width, 100) - 2, {
        indent: 4,
        label: ` ${columnLetter(index)}`,
      }),
    ),
    BLANK,
    head,
    ...rows.map(
      ({ requirement, verdicts, differs }): Line => [
        seg(differs ? ' › ' : '   ', 'warn'),
        seg(cell(requirement, name - 1, 'left', cutMiddle)),
        seg(' '),
        ...verdicts.map((verdict): Segment => {
          if (verdict === null) return seg(cell(wordy ? '–' : ' ', column), 'dim');
          const status = VERDICT_STATUS[verdict];
          return seg(cell(wordy ? VERDICT_WORDS[verdict] : STATUS_SYMBOLS[status], column), STATUS_TONES[status]);
        }),
      ],
    ),
    ...(causes.length === 0 ? [] : [BLANK, line(' Findings', 'strong')]),
    ...causes.map(
      ({ code, name: title, found }): Line => [
        seg(`   ${cell(`${code} ${title}`, name - 1, 'left', cutMiddle)} `),
        ...found.map((here) =>
          seg(cell(here ? (wordy ? 'found' : STATUS_SYMBOLS.FAIL) : wordy ? '–' : ' ', column), here ? 'fail' : 'dim'),
        ),
      ],
    ),
    BLANK,
    line(` › the reports do not agree${wordy ? '' : '   ✔ met   ✘ not met, found   ? open   – does not apply'}`, 'dim'),
  ];
}
