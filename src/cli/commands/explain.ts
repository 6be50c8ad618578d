/** `explain CODE-OR-NAME`: what a finding means, how to tell it from its neighbours, how to fix it. */
import { type Explained, explained } from '../../diagnosis/index.ts';
import { FINDING_CODES, FINDINGS, findingCode } from '../../model/finding-codes.ts';
import { type Part, passagesOf } from '../../present/explanation.ts';
import { wrap } from '../../ui/text/wrap.ts';
import type { Flags } from '../flags.ts';
import { print } from '../output.ts';
import { nearest, usage } from '../usage.ts';

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
  print(linesOf(explanation, Math.min(LONGEST, process.stdout.columns || LONGEST)).join('\n'));
  return 0;
}

/** Prose is no wider than this, on a screen as in a pipe; commands stay whole, so that they can be copied. */
const LONGEST = 80;

function linesOf(explanation: Explained, width: number): string[] {
  return [
    `${explanation.code} ${explanation.name}`,
    '',
    ...wrap(explanation.summary, width),
    ...passagesOf(explanation).flatMap(({ heading, parts }) => ['', heading, ...parts.flatMap((part) => partLines(part, width))]),
  ];
}

function partLines(part: Part, width: number): string[] {
  const text = (words: string, indent = 2): string[] => wrap(words, width - indent).map((line) => ' '.repeat(indent) + line);
  switch (part.kind) {
    case 'text':
      return text(part.text);
    case 'points':
      return part.points.flatMap((point) => text(point, 4));
    case 'fix':
      return [...text(`${part.owner}: ${part.text}`), ...verbatim(part.command ?? '', 6)];
    case 'neighbours':
      return part.neighbours.flatMap(({ code, name, apart }) => text(`${name} (${code}): ${apart}`));
    case 'look':
      return [...verbatim(part.run, 2), ...part.shows.flatMap(({ fragment, tells }) => [`      shows: ${fragment}`, ...text(tells, 6)])];
    case 'placeholders':
      return part.placeholders.flatMap(({ name, meaning }) => text(`<${name}> is ${meaning}`));
  }
}

function verbatim(command: string, indent: number): string[] {
  return command === '' ? [] : command.split('\n').map((line) => ' '.repeat(indent) + line);
}
