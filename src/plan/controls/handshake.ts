/**
 * An interrupted or unanswered handshake has four possible causes that look alike. Each control (another name, a smaller ClientHello, a
 * smaller answer) rules some of them out and is sent only while it can still distinguish causes.
 */

import { DISCRIMINATES } from '../../knowledge/discriminates.ts';
import { answeredInTls, type FailureKind } from '../../model/failure.ts';
import type { FindingName } from '../../model/finding-codes.ts';
import type { WebObservation } from '../../model/observation.ts';
import type { ControlPurpose, ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../../model/requirement.ts';
import { urlTarget } from '../../model/target.ts';
import { control } from '../request.ts';
import { acceptingAddress, answeredControl, type ControlContext, type FailedObservation, hostPortOf } from './question.ts';

/** The neutral name: reserved by RFC 2606, on no block list, and served by none of the addresses. */
const NEUTRAL_NAME = 'example.com';

const CAUSES: Partial<Record<FailureKind, readonly FindingName[]>> = {
  'tls.reset': ['name-filtered-in-tls', 'tls-cut-off'],
  'tls.closed': ['name-filtered-in-tls', 'tls-cut-off'],
  'tls.timeout': ['name-filtered-in-tls', 'tls-stalls', 'large-hello-dropped'],
};

/** An answer to the neutral name leaves filtering of the requested name as the only cause. No answer rules that cause out. */
const IS_THE_NAME: FindingName = 'name-filtered-in-tls';

/** The same address with another name: does the failure depend on the name? */
export function neutralNameControls(question: ControlContext): ProbeRequest[] {
  const { failed, controlMs } = question;
  return failed.flatMap((one) => {
    const address = acceptingAddress(one);
    if (address === null || !isWorthIt('neutral-name', one, causesOf(one))) return [];
    return control('neutral-name', { ...handshakeWith(one), address, serverName: NEUTRAL_NAME, stageMs: controlMs });
  });
}

/** The same name in a ClientHello of one packet: does the size matter? Sent with an outdated TLS offer, whose answer is small too. */
export function smallHelloControls(question: ControlContext): ProbeRequest[] {
  const { failed, controlMs } = question;
  return failed.flatMap((one) => {
    const left = causesLeft(one, question);
    if (!isWorthIt('small-hello', one, left)) return [];
    const same = { ...handshakeWith(one), route: one.route, address: acceptingAddress(one), stageMs: controlMs };
    return [
      control('small-hello', { ...same, clientHello: 'small' }),
      ...(isWorthIt('small-answer', one, left) ? [control('small-answer', { ...same, clientHello: 'outdated' })] : []),
    ];
  });
}

function handshakeWith({ target, requirements }: FailedObservation) {
  return {
    probe: 'https' as const,
    target: urlTarget(`https://${hostPortOf(target)}/`),
    requirements,
    proof: ANY_ANSWER,
    method: 'HEAD' as const,
  };
}

/** The handshake with the target failed, and this control still distinguishes at least two causes. */
function isWorthIt(purpose: ControlPurpose, failed: FailedObservation, causes: readonly FindingName[]): boolean {
  const at = failed.phases.at(-1);
  if (failed.probe !== 'https' || at?.hop !== 0 || at.peer !== 'target') return false;
  const separable: readonly FindingName[] = DISCRIMINATES[purpose];
  return causes.filter((cause) => separable.includes(cause)).length > 1;
}

function causesOf(failed: FailedObservation): readonly FindingName[] {
  return CAUSES[failed.failure.kind] ?? [];
}

function causesLeft(failed: FailedObservation, question: ControlContext): readonly FindingName[] {
  const neutral = answeredControl('neutral-name', failed, question);
  const hasSpoken = neutral === undefined ? null : spoke(neutral);
  return hasSpoken === null ? causesOf(failed) : causesOf(failed).filter((cause) => (cause === IS_THE_NAME) === hasSpoken);
}

/** Whether the peer answered in TLS, with an alert or a certificate for another name; null if TLS did not begin. */
function spoke({ phases, failure }: WebObservation): boolean | null {
  if (phases.some((phase) => phase.name === 'tls' && phase.handshakeCompleted)) return true;
  if (failure?.kind.startsWith('tls.') !== true) return null;
  return answeredInTls(failure.kind);
}
