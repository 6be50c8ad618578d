/** When to query the metadata service: on EC2 for its own requirement, and on other machines to find out the vantage. */
import { doesApply } from '../../knowledge/applicability.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Session } from '../../model/session.ts';
import { urlTarget } from '../../model/target.ts';
import type { Machine } from '../machine.ts';
import { control, request } from '../request.ts';

/** A short timeout is enough, because the service answers from the host itself. */
const ANSWER_MS = 1000;

export function metadataRequests(rows: readonly Requirement[], session: Session, machine: Machine): ProbeRequest[] {
  const own = rows.filter((row) => row.area === 'imds' && doesApply(row, session.profile, machine.ec2) === true);
  const said = { probe: 'metadata' as const, target: urlTarget('http://169.254.169.254/latest/api/token'), stageMs: ANSWER_MS };
  if (own.length > 0) return [request({ ...said, requirements: own.map(({ id }) => id) })];
  // Evidence on the machine rules out EC2.
  if (machine.ec2 === false) return [];
  const regional = rows.filter(({ area }) => area === 'aws' || area === 'ami').map(({ id }) => id);
  return regional.length === 0 ? [] : [control('where-from', { ...said, requirements: regional })];
}

/**
 * Google's metadata server is queried where the runner on Google Cloud needs it: on the runner itself, or on a machine that shows signs of
 * Google Cloud.
 */
export function googleMetadataRequests(rows: readonly Requirement[], { profile }: Session, { installation = [] }: Machine): ProbeRequest[] {
  const isThere = profile.from === 'runner' || installation.includes('google-machine');
  const own = isThere ? rows.filter(({ id }) => id === 'management.google-metadata').map(({ id }) => id) : [];
  if (own.length === 0) return [];
  const target = urlTarget('http://metadata.google.internal/computeMetadata/v1/');
  return [request({ probe: 'google-metadata', target, stageMs: ANSWER_MS, requirements: own })];
}
