/**
 * Requests to the instance metadata service (EC2 User Guide, "Use IMDSv2"): one connection each, never through a proxy, because the service
 * refuses forwarded requests. The token and the data that it protects stay in memory.
 */
import type { Socket } from 'node:net';
import { addressFamily } from '../../model/address.ts';
import type { Failure } from '../../model/failure.ts';
import type { HttpAnswer } from '../../model/phase.ts';
import { scaleToLimits } from '../../model/profile.ts';
import { bareHost, hostPort } from '../../model/target.ts';
import { classify, fail } from '../classify.ts';
import { dial } from '../connection/dial.ts';
import { settle } from '../deadline.ts';
import { answerFacts } from '../http/answer-facts.ts';
import { readBounded, sendRequest } from '../http/client.ts';
import type { Measurement } from '../measurement.ts';
import type { Tools } from '../tools.ts';
import type { World } from '../world.ts';

/** The service answers from the host itself, within milliseconds or not at all. */
const CONNECT_MS = 300;
/** A token's lifetime for the few requests of one probe. */
const TOKEN_SECONDS = '60';

export interface MetadataEndpoint {
  url: URL;
  /** The variable that sets the address; null: the default address. */
  custom: string | null;
}

export function metadataEndpoint({ environment }: World): MetadataEndpoint {
  const named = URL.parse(environment['AWS_EC2_METADATA_SERVICE_ENDPOINT'] ?? '');
  if (named?.protocol === 'http:') return { url: new URL('/', named), custom: 'AWS_EC2_METADATA_SERVICE_ENDPOINT' };
  if ((environment['AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE'] ?? '').toLowerCase() === 'ipv6') {
    return { url: new URL('http://[fd00:ec2::254]/'), custom: 'AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE' };
  }
  return { url: new URL('http://169.254.169.254/'), custom: null };
}

export interface MetadataReply {
  /** The answer; null if none arrived in time, or if the connection failed. */
  status: number | null;
  server: string | null;
  /** `Google` from the metadata server of Google Compute Engine. */
  flavor: string | null;
  body: string | null;
  answer: HttpAnswer | null;
  failure: Failure | null;
}

/** Opens a connection; records the tcp phase only if `record` is set. */
export async function connectMetadata(
  measurement: Measurement,
  tools: Tools,
  { url }: MetadataEndpoint,
  record: boolean,
): Promise<{ socket: Socket; failure: null } | { socket: null; failure: Failure }> {
  const host = bareHost(url.hostname);
  const port = url.port === '' ? 80 : Number(url.port);
  const end = measurement.begin(0, 'target');
  const startedAt = performance.now();
  const settled = await settle(scaleToLimits(CONNECT_MS, measurement.context.limits), measurement.signal, async (signal) =>
    measurement.own(await dial(tools.world, host, port, signal)),
  );
  const where = hostPort(host, port);
  const failure =
    settled.how === 'done' ? null : settled.how === 'late' ? fail('tcp.timeout', where) : classify('connect', settled.error, where);
  if (record) {
    const family = addressFamily(host);
    const attempt = family === null ? [] : [{ address: host, family, durationMs: performance.now() - startedAt, failure }];
    measurement.phases.push({
      name: 'tcp',
      ...end(failure === null),
      'server.address': host,
      'server.port': port,
      'network.peer.address': failure === null && family !== null ? host : null,
      attempts: attempt,
    });
  }
  if (settled.how !== 'done') return { socket: null, failure: failure ?? fail('tcp.timeout', where) };
  return { socket: settled.value, failure: null };
}

export async function requestMetadata(
  measurement: Measurement,
  tools: Tools,
  place: MetadataEndpoint,
  path: string,
  token: string | null,
  socket: Socket | null = null,
): Promise<MetadataReply> {
  return exchange(measurement, tools, place, 'GET', path, token === null ? {} : { 'x-aws-ec2-metadata-token': token }, socket);
}

export async function requestGoogleMetadata(
  measurement: Measurement,
  tools: Tools,
  place: MetadataEndpoint,
  path: string,
  socket: Socket | null,
): Promise<MetadataReply> {
  return exchange(measurement, tools, place, 'GET', path, { 'metadata-flavor': 'Google' }, socket);
}

/** The IMDSv2 token. Its reply has a TTL of one hop, so it does not pass a bridge, for example of a container network. */
export async function requestMetadataToken(
  measurement: Measurement,
  tools: Tools,
  place: MetadataEndpoint,
): Promise<{ token: string | null; reply: MetadataReply }> {
  const seconds = { 'x-aws-ec2-metadata-token-ttl-seconds': TOKEN_SECONDS };
  const reply = await exchange(measurement, tools, place, 'PUT', '/latest/api/token', seconds, null);
  const isToken = reply.status === 200 && /^[A-Za-z0-9+/=_-]{8,512}$/.test(reply.body ?? '');
  return { token: isToken ? reply.body : null, reply: { ...reply, body: null } };
}

/** Records one request and answer as a phase. */
export async function recordedRequest(
  measurement: Measurement,
  { url }: MetadataEndpoint,
  method: 'GET' | 'PUT',
  path: string,
  ask: () => Promise<MetadataReply>,
): Promise<MetadataReply> {
  const end = measurement.begin(0, 'target');
  const reply = await ask();
  measurement.phases.push({
    name: 'http',
    ...end(reply.status !== null),
    'server.address': bareHost(url.hostname),
    'server.port': url.port === '' ? 80 : Number(url.port),
    'http.request.method': method,
    'url.path': path,
    answer: reply.answer,
  });
  return reply;
}

async function exchange(
  measurement: Measurement,
  tools: Tools,
  place: MetadataEndpoint,
  method: 'GET' | 'PUT',
  path: string,
  headers: Record<string, string>,
  given: Socket | null,
): Promise<MetadataReply> {
  const nothing = { status: null, server: null, flavor: null, body: null, answer: null };
  const connected = given === null ? await connectMetadata(measurement, tools, place, false) : { socket: given, failure: null };
  if (connected.socket === null) return { ...nothing, failure: connected.failure };
  const url = new URL(path, place.url);
  const sent = await sendRequest(measurement, connected.socket, {
    url,
    method,
    headers: { 'user-agent': tools.world.userAgent, accept: '*/*', ...headers },
    absoluteForm: false,
  });
  if (sent.reply === null) return { ...nothing, failure: sent.failure };
  const body = await readBounded(measurement, sent.reply, hostPort(bareHost(url.hostname), 80));
  const { server, 'metadata-flavor': flavor } = sent.reply.headers;
  return {
    status: sent.reply.status,
    server: typeof server === 'string' ? server : null,
    flavor: typeof flavor === 'string' ? flavor : null,
    body: body.failure === null ? body.bytes.toString('utf8') : null,
    // The body may hold keys or a token, so it is not searched for a page.
    answer: answerFacts({ ...sent.reply, url, body: Buffer.alloc(0), cutByLimit: false }, null),
    failure: body.failure,
  };
}
