/** GD903: rows that the deadline left unmeasured. */
import { counted, listed } from '../evidence/wording.ts';
import { rule } from '../rule.ts';

interface Facts {
  rows: string[];
  deadlineMs: number;
}

export const deadlineReached = rule<Facts>({
  code: 'GD903',
  scope: 'note',

  find(view) {
    const rows = new Set([...view.session.notStarted].filter(([, reason]) => reason === 'deadline').map(([row]) => row));
    for (const observation of view.observations) {
      if (observation.state !== 'cancelled' || observation.cancelledBy !== 'deadline' || observation.role !== 'row') continue;
      for (const row of observation.requirements) rows.add(row);
    }
    const known = view.session.requirements.filter((row) => rows.has(row.id)).map((row) => row.id);
    if (known.length === 0) return [];
    return [
      {
        subject: 'deadline',
        confidence: 'certain' as const,
        accountsFor: [],
        facts: { rows: known, deadlineMs: view.session.limits.deadlineMs },
      },
    ];
  },

  explanation: {
    summary: 'The deadline of the sweep ended before everything was measured.',
    why: 'A sweep has a fixed time so that it always ends. On a network where much is dropped silently, waiting takes most of it.',
    stops: 'Nothing; the rows that were not measured stay unknown.',
    confusedWith: [{ name: 'probe-crashed', apart: 'There a measurement broke; here it was not finished in time.' }],
    byHand: [],
    byHandNote: 'No other tool shows it: the deadline is kept by this one alone.',
    example: { rows: ['<row>'], deadlineMs: 20_000 },
    title: (facts) =>
      `The deadline of ${facts.deadlineMs / 1000} s ended before ${counted(facts.rows.length, 'row')} could be measured: ${listed(facts.rows)}. Allow more with --deadline ${facts.deadlineMs * 2}.`,
    evidence: (facts) => [`Not measured: ${listed(facts.rows, 20)}.`],
    fixes: (facts) => [
      { owner: 'you', text: 'Measure again with a longer deadline.', command: `gitpod-doctor check --deadline ${facts.deadlineMs * 2}` },
    ],
  },
});
