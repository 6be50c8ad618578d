/** The help: keys from the table that the handlers use, and the status words. */
import { type Block, section } from '../../render/block.ts';
import type { HelpModel } from '../screens/help.ts';
import type { Action } from './action.ts';
import { ACTIONS } from './index.ts';

export function helpDocument({ words, over }: HelpModel): Block[] {
  const [here, elsewhere] = [true, false].map((isHere) => ACTIONS.filter(({ on }) => on.some((name) => name === over) === isHere));
  return [
    section('Keys here', [keys((here ?? []).toSorted((a, b) => a.priority - b.priority))]),
    section(
      'Words',
      words.map(({ status, means }) => ({ kind: 'status', status, text: means })),
    ),
    section('Keys elsewhere', [keys(elsewhere ?? [])]),
  ];
}

function keys(actions: readonly Action[]): Block {
  return { kind: 'facts', facts: actions.map(({ label, help }) => ({ label, text: help })) };
}
