/** The status word of one row. It never claims more than the measurement shows. */
import { addressClass } from '../../model/address.ts';
import type { Observation } from '../../model/observation.ts';
import type { UnknownReason, Verdict } from '../../model/verdict.ts';
import type { StatusWord } from '../../render/status-words.ts';
import { reasonWords } from '../words/words.ts';

/** Failure kinds that prove nothing by themselves, whatever the verdict. */
const PROVES_NOTHING: ReadonlySet<string> = new Set(['udp.silent', 'probe.deadline']);

/** The word for an observation. `otherDecides`: another target of the same requirement failed or shows the finding. */
export function statusOfMeasured(observation: Observation, verdict: Verdict | undefined, otherDecides: boolean): StatusWord {
  if (observation.state === 'crashed') return 'UNSURE';
  if (observation.state === 'cancelled') return observation.cancelledBy === 'person' ? 'SKIP' : 'UNSURE';
  if (verdict?.reason === 'wrong-vantage') return 'SKIP';
  if (observation.failure !== null) return failedStatus(observation.failure.kind, verdict);
  if (verdict === undefined || otherDecides) return 'PASS';
  if (verdict.verdict === 'unmet') return 'FAIL';
  // `not-run`: other probes for the requirement are pending; this one passed.
  return verdict.verdict === 'unknown' && verdict.reason !== 'not-run' ? 'UNSURE' : 'PASS';
}

function failedStatus(kind: string, verdict: Verdict | undefined): StatusWord {
  // The verdict depends on other observations too: a proxy that refuses one host but serves another is reachable.
  if (verdict?.verdict === 'met') return 'PASS';
  if (PROVES_NOTHING.has(kind)) return 'UNSURE';
  return verdict === undefined || verdict.verdict === 'unmet' ? 'FAIL' : verdict.verdict === 'not-applicable' ? 'SKIP' : 'UNSURE';
}

/** Why a requirement was not measured. */
export function unmeasuredRemark(verdict: Verdict | undefined): string {
  if (verdict === undefined) return 'not measured';
  if (verdict.verdict === 'not-applicable') return 'does not apply here';
  if (verdict.verdict === 'unmet') return 'known from a finding';
  return verdict.reason === null ? 'not measured' : reasonWords(verdict.reason);
}

/** The remark for a measured requirement if its observation gives none. */
export function verdictRemark(status: StatusWord, reason: UnknownReason | null, { probe, target }: Observation): string {
  if (status === 'FAIL' && reason === null) return 'not the expected answer';
  if (status !== 'PASS') return reason === null ? '' : reasonWords(reason);
  // The metadata service is on the local link, where no other server answers.
  const isOverPlainHttp = probe === 'http' && target.kind === 'http' && addressClass(target.host) !== 'link-local';
  return isOverPlainHttp ? 'not proved: plain HTTP' : '';
}
