/** GD905: this machine itself disturbed the measurement. */

import { type MachineLimit, reachedLimits } from '../facts/machine-limits.ts';
import { defineRule } from './rule.ts';
import { plural, toList } from './shared/wording.ts';

interface Facts {
  limit: MachineLimit;
  rows: string[];
  /** The number of repeated measurements. */
  again: number;
  /** The longest pause of the program. */
  ms: number;
}

export const machineStarved = defineRule<Facts>({
  code: 'GD905',
  scope: 'note',

  find(view) {
    return reachedLimits(view).map(({ limit, lost, again, ms }) => ({
      subject: limit,
      confidence: 'certain' as const,
      accountsFor: [],
      evidence: [...lost, ...again].map(({ id }) => id),
      facts: { limit, rows: view.rowIds(lost.filter(({ role }) => role === 'row').map(({ id }) => id)), again: again.length, ms },
    }));
  },

  summary: 'This machine itself disturbed the measurement.',
  why: 'A program that is paused or gets no CPU time reads answers too late. A program without memory, or without permission to open more files or start more programs, cannot measure. Results of such measurements say nothing about the network, so gitpod-doctor ignores them.',
  stops: 'Nothing. Checks that could not be made stay unknown. Results that depend on a missing answer are less certain.',
  confusedWith: {
    'deadline-reached': 'the network was slow; here this machine was slow.',
    'probe-crashed': 'gitpod-doctor has a bug; here this machine has too little memory or processor time, or allows too few open files.',
  },
  byHand: [],
  byHandNote:
    'The command “ulimit -n” shows how many files and connections a program can open, and “ulimit -u” how many programs a user can run. “uptime” shows how busy the machine is, and “free” how much memory is left.',
  example: { limit: 'descriptors', rows: ['<row>'], again: 3, ms: 0 },
  title: (facts) => [WHAT[facts.limit](facts), came(facts), ...(facts.rows.length > 0 ? [REMEDY[facts.limit]] : [])].join(' '),
  evidence: (facts) => [WHAT[facts.limit](facts), came(facts)],
  fixes: (facts) => [{ owner: 'you', text: REMEDY[facts.limit], verify: facts.rows }],
});

const WHAT: Record<MachineLimit, (facts: Facts) => string> = {
  stalled: ({ ms }) =>
    `gitpod-doctor did not run for ${seconds(ms)} during the measurement: it was paused, the machine was suspended, or other programs used the processor.`,
  descriptors: () => 'This machine lets gitpod-doctor open too few files and connections.',
  memory: () => 'This machine has too little memory left for gitpod-doctor.',
  processes: () => 'This machine does not let gitpod-doctor start more helper programs.',
};

const REMEDY: Record<MachineLimit, string> = {
  stalled: 'Run gitpod-doctor again when the machine is less busy.',
  descriptors: 'Raise the limit with ulimit -n 1024, or close programs, and run gitpod-doctor again.',
  memory: 'Close programs and run gitpod-doctor again.',
  processes: 'Raise the limit with ulimit -u 1024, or close programs, and run gitpod-doctor again.',
};

function came({ rows, again }: Facts): string {
  const lost = `${plural(rows.length, 'check')} could not be made: ${toList(rows)}.`;
  const repeated = `${plural(again, 'measurement was', 'measurements were')} repeated.`;
  if (rows.length > 0) return again > 0 ? `${repeated} ${lost}` : lost;
  return again > 0 ? repeated : 'No check was lost.';
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
