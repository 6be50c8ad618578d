/** What is told of a finding, as lines of text. */
import type { Explained } from '../../diagnosis/index.ts';
import { type Part, passagesOf } from '../../documents/report/explanation.ts';
import { wrap } from '../../ui/text/wrap.ts';

/** Prose is no wider than this, on a screen as in a pipe; commands stay whole, so that they can be copied. */
export const WIDEST = 80;

export function explanationLines(explanation: Explained, width: number): string[] {
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
      return [
        ...verbatim(part.run, 2),
        ...part.shows.flatMap(({ fragment, tells }) => [`      shows: ${fragment}`, ...(tells === '' ? [] : text(tells, 6))]),
      ];
    case 'placeholders':
      return part.placeholders.flatMap(({ name, meaning }) => text(`<${name}> is ${meaning}`));
  }
}

function verbatim(command: string, indent: number): string[] {
  return command === '' ? [] : command.split('\n').map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
}
