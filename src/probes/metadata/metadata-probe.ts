/**
 * Queries the instance metadata service: whether it answers and requires a token, whether the token arrives, and the facts about the
 * machine. Outside EC2 it ends after 300 ms; other clouds use the same address, so the token and the server's name decide, not the
 * connection.
 */
import type { MetadataFacts } from '../../model/aws/metadata.ts';
import type { Failure } from '../../model/failure.ts';
import type { MetadataObservation } from '../../model/observation.ts';
import type { InstanceRole } from '../aws/instance.ts';
import type { Measurement } from '../measurement.ts';
import type { Tools } from '../tools.ts';
import { connectMetadata, metadataEndpoint, recordedRequest, requestMetadata, requestMetadataToken } from './talk.ts';

const SERVER = 'EC2ws';

type Where = Pick<MetadataFacts, 'region' | 'zone' | 'account' | 'instanceType'>;
const NOWHERE: Where = { region: null, zone: null, account: null, instanceType: null };

export async function probeMetadata(
  measurement: Measurement,
  blank: MetadataObservation,
  tools: Tools,
  instance: InstanceRole,
): Promise<MetadataObservation> {
  const place = metadataEndpoint(tools.world);
  const disabled = (tools.world.environment['AWS_EC2_METADATA_DISABLED'] ?? '').toLowerCase() === 'true';
  const facts: MetadataFacts = {
    endpoint: place.url.href,
    customEndpoint: place.custom,
    disabled,
    connected: false,
    withoutToken: null,
    token: null,
    isEc2: false,
    ...NOWHERE,
  };
  const ended = (seen: Partial<MetadataFacts>, failure: Failure | null): MetadataObservation => {
    const all = { ...facts, ...seen };
    instance.answers = all.isEc2 && all.token?.['http.response.status_code'] === 200;
    return { ...blank, phases: measurement.phases, failure, facts: all };
  };
  if (disabled) return ended({}, null);

  const { socket, failure } = await connectMetadata(measurement, tools, place, true);
  if (socket === null) return ended({}, failure);
  const open = await recordedRequest(measurement, place, 'GET', '/latest/meta-data/', () =>
    requestMetadata(measurement, tools, place, '/latest/meta-data/', null, socket),
  );
  const withoutToken = { 'http.response.status_code': open.status };
  const known = { connected: true, withoutToken, isEc2: open.server === SERVER };
  if (open.status === null) return ended(known, open.failure);

  let token: string | null = null;
  const put = await recordedRequest(measurement, place, 'PUT', '/latest/api/token', async () => {
    const answer = await requestMetadataToken(measurement, tools, place);
    token = answer.token;
    return answer.reply;
  });
  const seen = { ...known, token: { 'http.response.status_code': put.status } };
  if (put.status === null) return ended(seen, put.failure);

  const document = await requestMetadata(measurement, tools, place, '/latest/dynamic/instance-identity/document', token);
  const where = document.status === 200 ? readIdentity(document.body ?? '') : NOWHERE;
  const isEc2 = known.isEc2 || put.server === SERVER || where.region !== null;
  return ended({ ...seen, ...(isEc2 ? where : NOWHERE), isEc2 }, null);
}

/** The instance identity document; values without the form of an account, a region or a type are dropped. */
function readIdentity(json: string): Where {
  try {
    const { region, availabilityZone, accountId, instanceType } = JSON.parse(json) as Record<string, unknown>;
    const shaped = (value: unknown, shape: RegExp) => (typeof value === 'string' && shape.test(value) ? value : null);
    return {
      region: shaped(region, /^[a-z]{2,4}(-[a-z]{2,12}){1,2}-\d{1,2}$/),
      zone: shaped(availabilityZone, /^[a-z0-9-]{4,40}$/),
      account: shaped(accountId, /^\d{12}$/),
      instanceType: shaped(instanceType, /^[a-z0-9-]{1,20}\.[a-z0-9-]{1,20}$/),
    };
  } catch {
    return NOWHERE;
  }
}
