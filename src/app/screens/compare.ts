/** The screen of a comparison: the differences between two reports, or a table of many reports. */
import { comparisonBlocks } from '../../documents/comparison/comparison-words.ts';
import { matrixBlocks } from '../../documents/comparison/matrix-words.ts';
import { type Panes, section } from '../../render/block.ts';
import type { PresenterInput } from './input.ts';

/** Null if the session was not opened for a comparison. */
export function presentCompare({ ui, mask }: Pick<PresenterInput, 'ui' | 'mask'>): Panes | null {
  const compared = ui.bundle.state === 'opened' ? ui.bundle.bundle.compared : null;
  if (compared === null) return null;
  if (compared.kind === 'many') return { main: matrixBlocks(compared.matrix, mask), beside: [] };
  const sides = [
    { label: 'before', text: mask(compared.before) },
    { label: 'after', text: mask(compared.after) },
  ];
  const reports = section('The two reports', [{ kind: 'facts', facts: sides }]);
  return { main: [...comparisonBlocks(compared.comparison, mask), reports], beside: [] };
}
