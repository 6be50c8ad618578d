/** What a machine shows about the place it stands in. */
import type { HostFacts } from '../model/host-facts.ts';
import type { Evidence } from './events.ts';

/** Only EC2 and the product together prove a place: a developer's own EC2 instance is no runner. */
export function evidenceOf(facts: HostFacts | null): Evidence {
  return { from: facts?.ec2 === true ? facts.product : null };
}
