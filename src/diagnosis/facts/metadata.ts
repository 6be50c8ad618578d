/** Observations of the instance metadata service: the dialogue with it, and failed requests to it. */
import type { MetadataFacts } from '../../model/aws/metadata.ts';
import type { MetadataObservation, Observation } from '../../model/observation.ts';
import { targetHost } from '../../model/target.ts';
import { METADATA_ADDRESS } from './context.ts';
import { ofProbe } from './log.ts';
import type { View } from './view.ts';

export interface MetadataResult {
  observation: MetadataObservation;
  facts: MetadataFacts;
}

export function metadataResult(view: View): MetadataResult | null {
  const observation = ofProbe(view, 'metadata').findLast(({ state, facts }) => state === 'completed' && facts !== null);
  return observation === undefined || observation.facts === null ? null : { observation, facts: observation.facts };
}

/** GET gets a 401, and PUT gets no answer. */
export function isHopLimit({ withoutToken, token }: MetadataFacts): boolean {
  const silent = token !== null && token['http.response.status_code'] === null;
  return withoutToken?.['http.response.status_code'] === 401 && silent;
}

/** Failed requests to the service, from any probe. */
export function failedMetadataRequests(view: View): Observation[] {
  return view.failed.filter((each) => each.probe === 'metadata' || targetHost(each.target) === METADATA_ADDRESS);
}
