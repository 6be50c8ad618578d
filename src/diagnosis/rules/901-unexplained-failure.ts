/** GD901: what no other finding accounts for. */
import type { FailureKind } from '../../model/failure.ts';
import { FAILURE_WORDS } from '../../model/failure-words.ts';
import type { Observation } from '../../model/observation.ts';
import { targetHost, targetPort, targetText } from '../../model/target.ts';
import { passedAgain } from '../evidence/passed-again.ts';
import { counted, listed, unique } from '../evidence/wording.ts';
import { type Claim, rule } from '../rule.ts';
import { failedHost, type View } from '../view.ts';

interface Facts {
  kind: FailureKind | 'foreign-answer';
  targets: string[];
  texts: string[];
  /** The same request passed when it was made again. */
  passedAgain: boolean;
}

/** What is left after cover. It claims by what was left, so it finds nothing by itself. */
export const UNEXPLAINED = rule<Facts>({
  code: 'GD901',
  scope: 'last-resort',
  find: () => [],

  explanation: {
    summary: 'Something failed, and no known cause explains it.',
    why: 'The measurement failed in a way that fits none of the causes this tool can tell apart, or too little was measured to tell. The evidence is shown as it is.',
    stops: 'Whatever needs the target that failed.',
    confusedWith: [{ name: 'probe-crashed', apart: 'There the tool itself failed and nothing was learnt about the network.' }],
    byHand: [],
    byHandNote:
      'What there is to see depends on what failed: the evidence names the target and the stage at which it ended. curl -v, openssl s_client and nc look there.',
    example: { kind: 'unclassified', targets: ['<target>'], texts: [], passedAgain: false },
    title: ({ targets, passedAgain }) =>
      passedAgain
        ? `${listed(targets, 2)}: failed once and passed when asked again`
        : `${listed(targets, 2)}: failed for a reason that is not known yet`,
    evidence: (facts) => [
      `${counted(facts.targets.length, 'measurement')} of ${listed(facts.targets)} did not pass: ${kindWords(facts.kind)}.`,
      ...facts.texts,
      ...(facts.passedAgain
        ? ['The same request passed a moment later: a lost packet, or a machine or device too busy to answer in time.']
        : []),
    ],
    fixes: (facts) => [
      {
        owner: 'you',
        text: 'Measure these rows once more. If they fail again, write the support bundle and attach it to the ticket.',
      },
      {
        owner: 'gitpod',
        text: `These targets fail from our network in a way that the diagnosis does not know (${kindWords(facts.kind)}): ${listed(facts.targets, 20)}. The bundle holds the evidence.`,
        verify: [],
      },
    ],
  },
});

/** Of one kind at one port, or at one host where no port is involved: what one look by hand would settle. */
export function unexplained(leftovers: readonly Observation[], view: View): Claim<Facts>[] {
  const groups = Map.groupBy(leftovers, (observation) => {
    const port = targetPort(observation.target);
    const again = passedAgain(view, observation) ? 'once ' : '';
    return `${again}${kindOf(observation)} ${port ?? targetHost(observation.target) ?? observation.target.kind}`;
  });
  return [...groups.values()].map((group) => {
    const hosts = unique(group.map((observation) => failedHost(observation) ?? targetText(observation.target)));
    const port = group[0] === undefined ? null : targetPort(group[0].target);
    return {
      subject: hosts.length === 1 ? (hosts[0] ?? '') : `${kindOf(group[0])}${port === null ? '' : `, port ${port}`}`,
      confidence: 'possible' as const,
      accountsFor: group.map((observation) => observation.id),
      facts: {
        kind: kindOf(group[0]),
        targets: unique(group.map((observation) => targetText(observation.target))),
        texts: unique(group.flatMap((observation) => observation.failure?.text ?? [])).slice(0, 6),
        passedAgain: group.every((observation) => passedAgain(view, observation)),
      },
    };
  });
}

/** For people who do not know our words for failures. */
function kindWords(kind: Facts['kind']): string {
  return kind === 'foreign-answer' ? 'the answer is not one of the service itself' : FAILURE_WORDS[kind];
}

function kindOf(observation: Observation | undefined): Facts['kind'] {
  return observation?.failure?.kind ?? 'foreign-answer';
}
