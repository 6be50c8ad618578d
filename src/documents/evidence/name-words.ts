/** Each source's answer about a name, in plain words. */
import { extendedErrorText } from '../../knowledge/extended-dns-errors.ts';
import type { DnsObservation, NameAnswer } from '../../model/observation.ts';
import { hostPort } from '../../model/target.ts';
import { duration } from '../words/quantity.ts';
import { joined, type Say } from '../words/say.ts';
import type { EvidenceLine } from './evidence-line.ts';
import { FAILURE_WORDS } from './failure-words.ts';

export function nameLines(observation: DnsObservation, say: Say): EvidenceLine[] {
  return observation.answers.map((answer) => ({ label: 'asked', text: `${askedText(answer, say)}: ${nameAnswerText(answer, say)}` }));
}

function askedText({ from, family }: NameAnswer, say: Say): string {
  const who = from.kind === 'system' ? 'the system lookup' : say`${hostPort(from.address, from.port)}`;
  return joined(' ', [who, family !== null && `for IPv${family}`]);
}

function nameAnswerText(answer: NameAnswer, say: Say): string {
  const result =
    answer.failure === null ? answer.addresses.map((address) => say`${address}`).join(', ') : FAILURE_WORDS[answer.failure.kind].remark;
  return joined(', ', [`${result || 'no address'}`, duration(answer.durationMs), ...datagramTexts(answer, say)]);
}

/** What a complete answer contains beside its addresses. */
function datagramTexts({ datagrams = [] }: NameAnswer, say: Say): (string | false)[] {
  const [first, ...later] = datagrams;
  const aliases = (first?.aliases ?? []).map((alias) => say`${alias}`);
  return [
    ...datagrams.flatMap(({ extendedErrors }) => extendedErrors.map((code) => `it says ${extendedErrorText(code)}`)),
    aliases.length > 0 && `by way of ${aliases.join(', ')}`,
    ...later.map(
      ({ addresses, afterMs }) =>
        `then ${addresses.map((address) => say`${address}`).join(', ') || 'no address'} after ${duration(afterMs)}`,
    ),
    datagrams.some(({ idMatches }) => !idMatches) && 'one answer has a wrong query ID',
  ];
}
