/** The card of a cause as plain lines, and the results that show whether it is fixed. */

import type { ResultModel } from '../../documents/finding/finding.ts';
import { rowLine } from '../../documents/report/lines.ts';
import { textLines, type Wrap } from '../../render/text.ts';

export function resultLines({ card, recheck }: ResultModel, wrapped?: Wrap): string[] {
  return [
    ...textLines([card], wrapped),
    ...(recheck.length === 0 ? [] : ['', '  To check once it is fixed', ...recheck.map((row) => `    ${rowLine(row)}`)]),
  ];
}
