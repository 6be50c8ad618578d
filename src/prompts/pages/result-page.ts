/** One cause: what, how sure, why, who can remove it, what was seen. */

import type { ResultModel } from '../../documents/finding/finding.ts';
import { rowLine } from '../../documents/report/lines.ts';

export function resultLines(model: ResultModel): string[] {
  const { status, title, code, name, severity, confidence, why, fixes, evidence, consequences, causedBy, documented, recheck } = model;
  return [
    `${status}: ${title}`,
    ...(code === '' ? [] : [`${code} ${name}: ${severity}.`]),
    `How sure: ${confidence}.`,
    ...(why === '' ? [] : [`Why: ${why}`]),
    ...(causedBy === null ? [] : [`It follows from: ${causedBy}`]),
    ...fixes.flatMap(({ owner, text, command }, index) => [
      `Fix ${index + 1}, by ${owner}: ${text}`,
      ...(command === null ? [] : command.split('\n').map((line) => `    ${line}`)),
    ]),
    ...evidence.map((line) => `Seen: ${line}`),
    ...consequences.map((line) => `Also explained by it: ${line}`),
    ...documented.map((line) => `In the requirements: ${line}`),
    ...(recheck.length === 0 ? [] : ['To check once it is fixed:', ...recheck.map((row) => `    ${rowLine(row)}`)]),
  ];
}
