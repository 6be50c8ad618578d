/**
 * Queries the metadata server of Google Compute Engine (Google Cloud, "About VM metadata"): whether the server is Google's, whether the
 * machine has a service account, and whether a token is issued. The server answers only requests with `Metadata-Flavor: Google`, and never
 * through a proxy.
 */
import type { Failure } from '../../model/failure.ts';
import type { GoogleMetadataFacts } from '../../model/google-metadata.ts';
import type { GoogleMetadataObservation } from '../../model/observation.ts';
import { fail } from '../classify.ts';
import type { Measurement } from '../measurement.ts';
import type { Tools } from '../tools.ts';
import { connectMetadata, type MetadataEndpoint, type MetadataReply, recordedRequest, requestGoogleMetadata } from './talk.ts';

const INSTANCE = '/computeMetadata/v1/instance';
const ACCOUNT = `${INSTANCE}/service-accounts/default`;
const PLACE: MetadataEndpoint = { url: new URL('http://169.254.169.254/'), custom: null };

export async function probeGoogleMetadata(
  measurement: Measurement,
  blank: GoogleMetadataObservation,
  tools: Tools,
): Promise<GoogleMetadataObservation> {
  let facts: GoogleMetadataFacts = { connected: false, isGoogle: false, zone: null, account: null, scopes: [], token: null };
  const ended = (failure: Failure | null) => ({ ...blank, phases: measurement.phases, failure, facts });
  const { socket, failure } = await connectMetadata(measurement, tools, PLACE, true);
  if (socket === null) return ended(failure);
  facts = { ...facts, connected: true };

  const ask = (path: string, given: typeof socket | null = null) =>
    recordedRequest(measurement, PLACE, 'GET', path, () => requestGoogleMetadata(measurement, tools, PLACE, path, given));
  const zone = await ask(`${INSTANCE}/zone`, socket);
  const isGoogle = zone.flavor === 'Google';
  facts = { ...facts, isGoogle, zone: isGoogle ? zoneIn(zone.body) : null };
  if (zone.status !== 200 || !isGoogle) return ended(failureOf(zone, isGoogle));

  const account = await ask(`${ACCOUNT}/scopes`);
  facts = { ...facts, account: status(account), scopes: account.status === 200 ? scopesIn(account.body) : [] };
  if (account.status !== 200) return ended(failureOf(account, true));

  const token = await ask(`${ACCOUNT}/token`);
  facts = { ...facts, token: status(token) };
  return ended(token.status === 200 ? null : failureOf(token, true));
}

const status = ({ status: code }: MetadataReply) => ({ 'http.response.status_code': code });

function failureOf(reply: MetadataReply, isGoogle: boolean): Failure | null {
  if (reply.status === null) return reply.failure;
  const whose = isGoogle ? 'metadata.google.internal' : 'another server at the address of metadata.google.internal';
  return fail('http.status', whose, { code: `HTTP_${reply.status}` });
}

/** `projects/123/zones/europe-west1-b`; the number of the project is dropped. */
function zoneIn(body: string | null): string | null {
  return /^projects\/\d+\/zones\/([a-z0-9-]{4,40})\s*$/.exec(body ?? '')?.[1] ?? null;
}

function scopesIn(body: string | null): string[] {
  return (body ?? '').split('\n').flatMap((line) => /^https:\/\/www\.googleapis\.com\/auth\/([\w.-]{1,60})$/.exec(line.trim())?.[1] ?? []);
}
