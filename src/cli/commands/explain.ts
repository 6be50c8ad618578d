/** `explain CODE-OR-NAME`: what a finding means, how to tell it from its neighbours, how to fix it. */
import { explained } from '../../diagnosis/index.ts';
import { FINDING_CODES, FINDINGS, findingCode } from '../../model/finding-codes.ts';
import type { Flags } from '../arguments/flags.ts';
import { nearest, usage } from '../arguments/usage.ts';
import { explanationLines, WIDEST } from '../output/explanation-lines.ts';
import { print } from '../output/output.ts';

export function explain(words: readonly string[], flags: Flags): number {
  const [word, ...more] = words;
  if (word === undefined || more.length > 0)
    throw usage('explain takes one code or name of a finding.', 'Try: gitpod-doctor explain GD103');
  const code = findingCode(word);
  if (code === null) {
    const near = nearest(word.toLowerCase(), [...Object.values(FINDINGS), ...FINDING_CODES.map((known) => known.toLowerCase())]);
    throw usage(
      'There is no finding of that code or name.',
      near === null ? 'Codes look like GD103, names like proxy-requires-login' : `Did you mean: gitpod-doctor explain ${near}`,
    );
  }
  const explanation = explained(code);
  if (explanation === null) {
    print(`${code} ${FINDINGS[code]}: this version does not look for it yet.`);
    return 0;
  }
  if (flags.json) {
    print(JSON.stringify({ schema: 'gitpod-doctor/explanation@1', ...explanation }, null, 2));
    return 0;
  }
  print(explanationLines(explanation, Math.min(WIDEST, process.stdout.columns || WIDEST)).join('\n'));
  return 0;
}
