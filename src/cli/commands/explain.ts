/** `explain CODE-OR-NAME`: the meaning of a finding, the difference from similar findings, and the fix. */

import { explainFinding, type FindingExplanation } from '../../diagnosis/index.ts';
import { explanationBlocks } from '../../documents/finding/explanation.ts';
import { shellOf } from '../../model/command/index.ts';
import { FINDING_CODES, FINDINGS, findingCode } from '../../model/finding-codes.ts';
import { wrap } from '../../render/line/wrap.ts';
import { textLines } from '../../render/text.ts';
import { outputColumns, print } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { shellFlag } from '../arguments/shell.ts';
import { nearest, usageError } from '../arguments/usage.ts';

export function explain(words: readonly string[], flags: Flags): number {
  const [word, ...more] = words;
  if (word === undefined || more.length > 0)
    throw usageError('explain takes one code or name of a finding.', 'Try: gitpod-doctor explain GD103');
  const code = findingCode(word);
  if (code === null) {
    throw usageError('There is no finding of that code or name.', wayOut(word));
  }
  const explanation = explainFinding(code, shellFlag(flags) ?? shellOf(process.platform));
  if (flags.json) {
    print(JSON.stringify({ schema: 'gitpod-doctor/explanation@1', ...explanation }, null, 2));
    return 0;
  }
  print(explanationLines(explanation, Math.min(MAX_WIDTH, outputColumns() ?? MAX_WIDTH)).join('\n'));
  return 0;
}

/**
 * The hint for an unknown word. For a wrong number it lists the codes of the same family, because a code with a similar number may have
 * another topic.
 */
function wayOut(word: string): string {
  const digits = /^(?:GD)?(\d+)$/i.exec(word)?.[1];
  const alike = FINDING_CODES.filter((code) => code.slice(2) === digits);
  const ofKind = FINDING_CODES.filter((code) => code[2] === digits?.[0]);
  const near = alike[0] ?? nearest(word.toLowerCase(), Object.values(FINDINGS)) ?? nearest(word.toUpperCase(), FINDING_CODES);
  if (digits !== undefined && alike.length === 0) return `Codes: ${ofKind.length > 0 ? ofKind.join(' ') : ranges()}`;
  return near === null ? `Names look like proxy-requires-login. Codes: ${ranges()}` : `Did you mean: gitpod-doctor explain ${near}`;
}

/** Returns text like `GD101-GD120 GD201-GD206 …`: the first and the last code of each family. */
function ranges(): string {
  const kinds = Map.groupBy(FINDING_CODES, (code) => code[2]);
  return [...kinds.values()].map((codes) => `${codes[0]}-${codes.at(-1)}`).join(' ');
}

/** The maximum width of prose, on a screen and in a pipe. Commands are not wrapped, so that they can be copied. */
export const MAX_WIDTH = 80;

export function explanationLines(explanation: FindingExplanation, width: number): string[] {
  return [
    `${explanation.code} ${explanation.name}`,
    '',
    ...textLines(explanationBlocks(explanation), (text, taken) => wrap(text, width - taken)),
  ];
}
