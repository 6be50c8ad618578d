/** Observations of the instance metadata service: its answers, and failed requests to it. */
import type { MetadataFacts } from '../../model/aws/metadata.ts';
import type { GoogleMetadataFacts } from '../../model/google-metadata.ts';
import type { GoogleMetadataObservation, MetadataObservation, Observation } from '../../model/observation.ts';
import { targetHost } from '../../model/target.ts';
import { METADATA_ADDRESS } from './context.ts';
import { observationsOfProbe } from './log.ts';
import type { View } from './view.ts';

export interface MetadataResult {
  observation: MetadataObservation;
  facts: MetadataFacts;
}

export function metadataResult(view: View): MetadataResult | null {
  const observation = observationsOfProbe(view, 'metadata').findLast(({ state, facts }) => state === 'completed' && facts !== null);
  return observation === undefined || observation.facts === null ? null : { observation, facts: observation.facts };
}

/** True if GET is answered as EC2 answers it (401, or 200 if IMDSv1 is allowed), and PUT gets no answer. */
export function isBlockedByHopLimit({ withoutToken, token }: MetadataFacts): boolean {
  const status = withoutToken?.['http.response.status_code'];
  return (status === 401 || status === 200) && token !== null && token['http.response.status_code'] === null;
}

/** Failed requests to the service, from any probe. */
export function failedMetadataRequests(view: View): Observation[] {
  return view.failed.filter((each) => each.probe === 'metadata' || targetHost(each.target) === METADATA_ADDRESS);
}

export interface GoogleMetadataResult {
  observation: GoogleMetadataObservation;
  facts: GoogleMetadataFacts;
  /** Ids of the failed requests to the metadata server, by its own probe or by any other. */
  accountsFor: string[];
  /** True if a complete response arrived, from whatever server. */
  answered: boolean;
}

/** The requests to Google Cloud's metadata server, which are made only for a runner on Google Cloud. */
export function googleMetadataResult(view: View): GoogleMetadataResult | null {
  const observation = observationsOfProbe(view, 'google-metadata').findLast(({ state, facts }) => state === 'completed' && facts !== null);
  if (observation === undefined || observation.facts === null) return null;
  const failed = view.failed.filter(({ probe, target }) => probe !== 'dns' && targetHost(target) === GOOGLE_METADATA_HOST);
  const answered = observation.phases.some((phase) => phase.name === 'http' && phase.answer !== null);
  return { observation, facts: observation.facts, accountsFor: failed.map(({ id }) => id), answered };
}

const GOOGLE_METADATA_HOST = 'metadata.google.internal';
