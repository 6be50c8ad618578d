/** Claims for handshakes that ended for a stated reason: one for each reason, port and route. */
import type { Confidence } from '../../../model/finding.ts';
import type { RefusalGroup, TlsRefusal } from '../../facts/tls-refusals.ts';
import type { Claim } from '../rule.ts';
import { endpointSubject } from './wording.ts';

export function refusalClaims<Sure extends Confidence>(
  groups: readonly RefusalGroup[],
  confidence: (facts: TlsRefusal) => Sure,
): Claim<TlsRefusal, Sure>[] {
  return groups.map(({ ids, facts }) => ({
    subject: endpointSubject(facts.hosts, facts.port),
    confidence: confidence(facts),
    accountsFor: ids,
    facts,
  }));
}
