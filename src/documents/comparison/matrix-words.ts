/** Many reports side by side. */
import type { Matrix } from '../../model/comparison.ts';
import { type Block, paragraph, section, type Text } from '../../render/block.ts';
import { count } from '../words/quantity.ts';
import { joined, type Mask, unmasked } from '../words/say.ts';
import { statusCell, WARNING_WORDS } from './comparison-words.ts';

export function matrixBlocks({ vantages, rows, causes, warnings }: Matrix, mask: Mask = unmasked): Block[] {
  const differing = rows.filter(({ differs }) => differs).length;
  const places = vantages.map(({ name, from, startedAt }) => joined(', ', [from ?? 'place not stated', mask(name), startedAt]));
  const table = (first: string, cells: Text[][]): Block => ({ kind: 'table', wide: true, head: [first, ...places], rows: cells });
  return [
    paragraph(differing === 0 ? 'The reports agree on every row that is in both.' : `They differ in ${count(differing, 'row')}, marked ≠.`),
    ...warnings.map((warning): Block => ({ kind: 'quote', text: WARNING_WORDS[warning] })),
    ...(causes.length === 0
      ? []
      : [
          section('Causes', [
            table(
              'cause',
              causes.map(({ code, name, found }) => [
                [{ code: `${code} ${name}` }],
                ...found.map((here): Text => (here ? [{ status: 'FAIL' }] : '–')),
              ]),
            ),
          ]),
        ]),
    section('Requirements', [
      table(
        'requirement',
        rows.map(({ title, verdicts, differs }) => [[differs ? '≠ ' : '', mask(title)], ...verdicts.map(statusCell)]),
      ),
    ]),
  ];
}
