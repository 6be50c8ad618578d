/** GD901: failures that no other finding explains. */

import { FAILURE_WORDS } from '../../knowledge/failure-words.ts';
import { command } from '../../model/command/index.ts';
import { type FailureKind, failureLayer } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { DEFAULT_LIMITS } from '../../model/profile.ts';
import { targetHost, targetPort, targetText } from '../../model/target.ts';
import { unique } from '../facts/order.ts';
import { doubtAboutUnexplained, type FailureDoubt } from '../facts/retries.ts';
import { shortWaitMs, slowestMs } from '../facts/silence.ts';
import { failedHost, failedPhase, type View } from '../facts/view.ts';
import { type Claim, defineRule } from './rule.ts';
import { plural, toList } from './shared/wording.ts';

interface Facts {
  kind: FailureKind | 'foreign-answer';
  targets: string[];
  texts: string[];
  /** Why the failure allows no conclusion. */
  doubt: FailureDoubt | null;
  /** The wait that was too short for a conclusion, and the duration of the slowest measurement that passed. */
  wait: { ms: number; slowestMs: number | null } | null;
}

/** `find` returns nothing: this finding gets the failures that no other cause covers (`unexplained`). */
export const UNEXPLAINED_CODE = defineRule<Facts>({
  code: 'GD901',
  scope: 'last-resort',
  find: () => [],

  summary: 'Something failed, and no known cause explains it.',
  why: 'The failure matches no cause that gitpod-doctor knows, or too little was measured. The evidence shows what was measured.',
  stops: 'Everything that needs the failed target may fail.',
  confusedWith: { 'probe-crashed': 'gitpod-doctor itself failed, so nothing is known about the network.' },
  byHand: [],
  byHandNote: 'The evidence names the target and the step that failed. Try this step with curl -v, openssl s_client or nc.',
  example: { kind: 'unclassified', targets: ['<target>'], texts: [], doubt: null, wait: null },
  titleIsOpen: true,
  title: (facts) => `${toList(facts.targets, 2)}: ${outcomeWords(facts)}`,
  evidence: (facts) => [
    `${plural(facts.targets.length, 'measurement')} of ${toList(facts.targets)} did not pass: ${kindWords(facts.kind)}.`,
    ...facts.texts,
    ...doubtWords(facts),
  ],
  fixes: (facts) => [
    facts.wait === null
      ? {
          owner: 'you',
          text: 'Run the failed checks again. If they fail again, write the support bundle and attach it to the ticket.',
        }
      : {
          owner: 'you',
          text: 'Run these checks again, with the default time for an answer. If they fail again, write the support bundle and attach it to the ticket.',
          command: command`gitpod-doctor check --timeout ${USUAL_MS}`,
        },
    {
      owner: 'gitpod',
      text: `These targets fail from our network for a reason that gitpod-doctor does not know (${kindWords(facts.kind)}): ${toList(facts.targets, 20)}. The support bundle contains the evidence.`,
      verify: [],
    },
  ],
});

/** The default timeout of a stage. */
const USUAL_MS = DEFAULT_LIMITS.stageMs;

function outcomeWords({ doubt, wait }: Facts): string {
  if (doubt === 'loss') return 'no answer came; the measured packet loss alone can explain this';
  if (doubt === 'others') return 'failed once, like other checks that passed when retried';
  if (doubt === 'answered') return 'the lookup gets no answer, although the resolver answers when asked directly';
  if (doubt === 'family') return 'the lookup gets no answer, although the resolver answers for the other address family';
  if (doubt === 'rush') return 'got no answer while the line was busy, and no time was left to retry';
  if (doubt === 'retry') return 'failed again when retried, at an earlier step';
  return doubt === 'short' && wait !== null
    ? `no answer came within ${wait.ms} ms, which is too short to know why`
    : 'failed for a reason that is not known yet';
}

function doubtWords({ doubt, wait }: Facts): string[] {
  return [
    ...(doubt === 'others'
      ? [
          'Other checks failed in the same way and passed a moment later. Packets may be lost, or a machine or device may be too busy to answer in time.',
        ]
      : doubt === 'retry'
        ? ['The retry failed at an earlier step than the first attempt, so the network itself may be unstable.']
        : []),
    ...(wait === null
      ? []
      : [
          `The check waited ${wait.ms} ms for an answer, which is shorter than the delay of a lost packet${wait.slowestMs === null ? '' : `. On this machine and route, answers took up to ${Math.round(wait.slowestMs)} ms`}.`,
        ]),
  ];
}

/** Groups failures by kind and port, or by host if no port is involved, because one manual check settles a group. */
export function unexplained(leftovers: readonly Observation[], view: View): Claim<Facts>[] {
  const groups = Map.groupBy(leftovers, (observation) => `${doubtAboutUnexplained(view, observation) ?? ''} ${causeOf(observation)}`);
  return [...groups.values()].map((group) => {
    const [first] = group;
    const hosts = unique(group.map((observation) => failedHost(observation) ?? targetText(observation.target)));
    const port = first === undefined || isAboutNames(first) ? null : targetPort(first.target);
    return {
      subject: hosts.length === 1 ? (hosts[0] ?? '') : `${kindOf(first)}${port === null ? '' : `, port ${port}`}`,
      confidence: 'possible' as const,
      accountsFor: group.map((observation) => observation.id),
      facts: {
        kind: kindOf(first),
        targets: unique(group.map((observation) => targetText(observation.target))),
        texts: unique(group.flatMap((observation) => observation.failure?.text ?? [])).slice(0, 6),
        doubt: first === undefined ? null : doubtAboutUnexplained(view, first),
        wait: first === undefined ? null : waitOf(view, first),
      },
    };
  });
}

function causeOf(observation: Observation): string {
  const kind = kindOf(observation);
  return isAboutNames(observation)
    ? kind
    : `${kind} ${targetPort(observation.target) ?? targetHost(observation.target) ?? observation.target.kind}`;
}

/** A failed lookup has one reason, whatever needs the name. */
function isAboutNames({ failure }: Observation): boolean {
  return failure !== null && failureLayer(failure.kind) === 'dns';
}

function waitOf(view: View, observation: Observation): Facts['wait'] {
  const ms = shortWaitMs(view, observation);
  const name = failedPhase(observation)?.name;
  return ms === null ? null : { ms, slowestMs: name === undefined ? null : slowestMs(view, name) };
}

function kindWords(kind: Facts['kind']): string {
  return kind === 'foreign-answer' ? 'the answer does not come from the service itself' : FAILURE_WORDS[kind];
}

function kindOf(observation: Observation | undefined): Facts['kind'] {
  return observation?.failure?.kind ?? 'foreign-answer';
}
