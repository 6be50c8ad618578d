/** GD903: requirements and controls that the deadline left unmeasured. */

import { DISCRIMINATES } from '../../knowledge/discriminates.ts';
import { command } from '../../model/command/index.ts';
import type { ControlPurpose } from '../../model/probe-request.ts';
import { unfinishedRows } from '../facts/log.ts';
import { unique } from '../facts/order.ts';
import type { View } from '../facts/view.ts';
import { defineRule } from './rule.ts';
import { plural, toList } from './shared/wording.ts';

export const deadlineReached = defineRule({
  code: 'GD903',
  scope: 'note',

  find(view) {
    const rows = rowsLeft(view);
    const controls = controlsLeft(view);
    if (rows.length + controls.length === 0) return [];
    const deadlineMs = view.session.deadlineMs ?? view.session.limits.deadlineMs;
    return [{ subject: 'deadline', confidence: 'certain' as const, accountsFor: [], facts: { rows, controls, deadlineMs } }];
  },

  summary: 'The time limit was reached before everything was measured.',
  why: 'A run has a time limit so that it always ends. If the network drops many packets, most of that time is spent waiting.',
  stops: 'Nothing. Checks for which no time was left stay unknown.',
  confusedWith: { 'probe-crashed': 'a measurement crashed; here a measurement did not finish in time.' },
  byHand: [],
  byHandNote: 'No other tool shows this, because the time limit belongs to gitpod-doctor.',
  example: { rows: ['<row>'], controls: [], deadlineMs: 20_000 },
  title: ({ rows, controls, deadlineMs }) =>
    `The deadline of ${deadlineMs / 1000} s ended before ${rows.length > 0 ? `${plural(rows.length, 'check')} could be made: ${toList(rows)}` : controlText(controls)}. Allow more time with --deadline ${deadlineMs * 2}.`,
  evidence: ({ rows, controls }) => [
    rows.length > 0 && `Not measured: ${toList(rows, 20)}.`,
    ...controls.map(
      (purpose) => `The control measurement ${purpose} was not measured. It would distinguish ${toList([...DISCRIMINATES[purpose]], 8)}.`,
    ),
  ],
  fixes: (facts) => [
    {
      owner: 'you',
      text: 'Measure again with a longer deadline.',
      command: command`gitpod-doctor check --deadline ${facts.deadlineMs * 2}`,
    },
  ],
});

function rowsLeft(view: View): string[] {
  const rows = new Set([...view.session.notStarted].filter(([, reason]) => reason === 'deadline').map(([row]) => row));
  for (const { requirements } of cancelled(view, 'row')) for (const row of requirements) rows.add(row);
  return view.session.requirements.filter((row) => rows.has(row.id)).map((row) => row.id);
}

/** Controls that the deadline cancelled, and those that never started. */
function controlsLeft(view: View): ControlPurpose[] {
  return unique([...cancelled(view, 'control').flatMap(({ purpose }) => purpose ?? []), ...(view.session.controlsLeft ?? [])]);
}

function cancelled(view: View, role: 'row' | 'control') {
  return unfinishedRows(view).filter((one) => one.state === 'cancelled' && one.cancelledBy === 'deadline' && one.role === role);
}

function controlText(controls: readonly ControlPurpose[]): string {
  const causes = unique(controls.flatMap((purpose) => [...DISCRIMINATES[purpose]]));
  return `${plural(controls.length, 'control')} (${toList([...controls], 4)}) could distinguish ${toList(causes, 4)}`;
}
