/** The page of a step while nothing is measured. */

import type { StepModel } from '../../app/screens/step.ts';
import { rowLine } from '../../documents/report/lines.ts';
import type { NumberedItems } from '../page.ts';

export function stepLines(model: StepModel): string[] {
  const rows = model.rows.map((row) => `${String(row.number).padStart(2)}  ${rowLine(row)}`);
  return [model.question, ...rows, ...outcomeLines(model)];
}

/** The outcome without the results, which were printed as they arrived. */
export function outcomeLines({ outcome, rows }: StepModel): string[] {
  return [rows.length === 0 ? 'Nothing is measured in this step.' : `${outcome ?? 'Done'}.`];
}

export function stepNumbers({ rows }: StepModel): NumberedItems | null {
  if (rows.length === 0) return null;
  return {
    noun: 'row',
    count: rows.length,
    keys: { '': ['e'], r: ['r'] },
    hint: 'Type row N to see the evidence of row N, or r N to measure it again.',
  };
}
