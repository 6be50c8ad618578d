/** GD902: a measurement that failed because of an internal error. */

import { isLocalLimit } from '../../model/failure.ts';
import { targetText } from '../../model/target.ts';
import { unfinishedRows } from '../facts/log.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule } from './rule.ts';
import { plural, toList } from './shared/wording.ts';

interface Facts {
  probe: string;
  targets: string[];
  /** Each error with its location in the code. */
  faults: string[];
}

const MAX_FAULTS = 3;

export const probeCrashed = defineRule<Facts>({
  code: 'GD902',
  scope: 'last-resort',
  excludes: { 'unexplained-failure': by.faults },

  find(view) {
    const crashed = unfinishedRows(view).filter((observation) => observation.state === 'crashed' && !isLocalLimit(observation));
    return [...Map.groupBy(crashed, (observation) => observation.probe)].map(([probe, group]) => ({
      subject: probe,
      confidence: 'certain' as const,
      accountsFor: group.map((observation) => observation.id),
      facts: {
        probe,
        targets: unique(group.map((observation) => targetText(observation.target))),
        faults: unique(group.flatMap(({ failure }) => failure?.text ?? [])).slice(0, MAX_FAULTS),
      },
    }));
  },

  summary: 'A probe of gitpod-doctor crashed.',
  why: 'The fault is in gitpod-doctor, not in the network. Nothing is known about the targets of this probe, but all other results are valid.',
  stops: 'Only the results of the crashed checks are missing.',
  confusedWith: { 'unexplained-failure': 'the measurement worked, but no rule explains its result.' },
  byHand: [],
  byHandNote: 'No other tool shows this, because the fault is in gitpod-doctor.',
  example: { probe: '<name>', targets: ['<target>'], faults: [] },
  titleIsOpen: true,
  title: (facts) => `The ${facts.probe} probe of gitpod-doctor crashed`,
  evidence: (facts) => [`${plural(facts.targets.length, 'target')} concerned: ${toList(facts.targets)}.`, ...facts.faults],
  fixes: (facts) => [
    {
      owner: 'gitpod',
      text: `The ${facts.probe} probe of gitpod-doctor crashed. The attached support bundle contains the details.`,
    },
  ],
});
