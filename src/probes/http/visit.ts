/** One hop of a request: connects to the host, sends the request, reads the response headers, and finds the redirect's next hop. */
import type { Socket } from 'node:net';
import { goRoute } from '../../knowledge/proxies/go-proxy.ts';
import { parseNoProxy, parseProxyVariable } from '../../knowledge/proxies/variables.ts';
import type { Failure, FailureKind } from '../../model/failure.ts';
import { PROXY_VARIABLES } from '../../model/host-facts.ts';
import type { HttpAnswer, PhaseOf } from '../../model/phase.ts';
import { MAX_PAGE_BYTES, type ProbeRequest } from '../../model/probe-request.ts';
import { bareHost, hostPort, isSocks, type Route } from '../../model/target.ts';
import { fail } from '../classify.ts';
import { readProxyAnswer, tunnelFailure } from '../connection/proxy-answer.ts';
import { reachEndpoint } from '../connection/reach.ts';
import type { Hop } from '../connection/stop.ts';
import type { Measurement } from '../measurement.ts';
import { proxyAuthorization } from '../proxy-credentials.ts';
import type { Tools } from '../tools.ts';
import type { World } from '../world.ts';
import { answerFacts, decodeAnswer } from './answer-facts.ts';
import { type BoundedBody, type HttpReply, loadClient, readBounded, sendRequest } from './client.ts';
import { REQUESTED_CODING } from './coding.ts';
import { type Headers, valuesOfHeader } from './headers.ts';
import { isForeignHost, refusedRedirect } from './onward.ts';
import { portOf } from './redirects.ts';

export interface Visit extends Hop {
  scheme: 'https' | 'http';
  url: URL;
  /** Only the connection is tested, because the host is unrelated. */
  onlyReached?: true;
}

/** The speed of the body, if it was measured, and the method, if the URL was requested again with another method. */
export type BodyTiming = Pick<PhaseOf<'http'>, 'bytesPerSecond' | 'silentMs'> & Partial<Pick<PhaseOf<'http'>, 'http.request.method'>>;

/** Either a failure, or a reply whose headers have arrived. `finish` then writes the http phase and must be called once. */
export type Visited =
  | { reply: null; failure: Failure; socket: Socket | null }
  | { reply: HttpReply; failure: null; finish(answer: HttpAnswer | null, failure: Failure | null, pace?: BodyTiming): void };

export async function visitHop(measurement: Measurement, tools: Tools, stop: Visit): Promise<Visited> {
  const [{ socket, failure }] = await Promise.all([reachEndpoint(measurement, tools, stop), loadClient()]);
  if (failure !== null || socket === null) return { reply: null, failure: failure ?? fail('unclassified', stop.host), socket };

  const end = measurement.begin(stop.hop, 'target');
  const finish = (answer: HttpAnswer | null, failed: Failure | null, pace: BodyTiming = {}) => {
    measurement.phases.push({
      name: 'http',
      ...end(failed === null),
      'server.address': stop.host,
      'server.port': stop.port,
      'http.request.method': measurement.request.method,
      // The path of a redirect may contain a ticket, so only our own path is recorded.
      'url.path': stop.hop === 0 ? stop.url.pathname : '/…',
      answer,
      ...pace,
    });
  };
  const sent = await request(measurement, tools.world, socket, stop);
  if (sent.reply === null) {
    finish(null, sent.failure);
    return { reply: null, failure: sent.failure, socket: null };
  }
  const proxy = plainProxy(stop);
  const own = proxy === null ? null : proxyFailure(sent.reply);
  if (proxy !== null && own !== null) {
    const { status } = sent.reply;
    const where = `${hostPort(stop.host, stop.port)} through ${hostPort(proxy.host, proxy.port)}`;
    const refused = fail(own, where, { code: `HTTP_${status}` });
    measurement.phases.push({
      name: 'tunnel',
      ...end(false),
      peer: 'proxy',
      'server.address': stop.host,
      'server.port': stop.port,
      'http.response.status_code': status,
      ...readProxyAnswer({ status, reason: '', headers: listed(sent.reply.headers) }, ''),
      credentialsSent: proxyAuthorization(tools.world.environment, proxy, measurement.request) !== null,
    });
    return { reply: null, failure: refused, socket: null };
  }
  return { reply: sent.reply, failure: null, finish };
}

/** The response to a request that ignores the certificate, within the usual deadline. */
export async function unverifiedAnswer(measurement: Measurement, world: World, socket: Socket, stop: Visit): Promise<HttpAnswer | null> {
  const { reply } = await request(measurement, world, socket, stop);
  return reply === null ? null : (await readAnswerFacts(measurement, stop, reply)).answer;
}

export interface ReadAnswer {
  answer: HttpAnswer;
  body: BoundedBody;
  reply: HttpReply;
  /** The fault of the content coding; null if the body can be decoded. */
  garbled: Failure | null;
  /** True if the URL was requested again with GET and this is the answer. */
  asked?: 'GET';
}

/** Some servers refuse only HEAD, and a block page comes only with GET, so a GET follows both. */
export async function readAnswerFacts(measurement: Measurement, stop: Visit, reply: HttpReply): Promise<ReadAnswer> {
  const read = await readReply(measurement, stop, reply, measurement.request.firstBytes);
  const page = isHeadOnly(read.answer, measurement.request) ? await reply.again() : null;
  return page === null ? read : { ...(await readReply(measurement, stop, page, MAX_PAGE_BYTES)), asked: 'GET' };
}

/** Whether the answer to a HEAD request would fail a client: a refusal, or a page instead of a file. */
function isHeadOnly(answer: HttpAnswer, { method, proof }: ProbeRequest): boolean {
  if (method !== 'HEAD' || proof === null || proof.status === 'any') return false;
  return answer['http.response.status_code'] >= 400 || (answer.redirect === null && answer.pageClass !== 'none');
}

async function readReply(measurement: Measurement, stop: Visit, reply: HttpReply, limit: number | undefined): Promise<ReadAnswer> {
  const where = hostPort(stop.host, stop.port);
  const { proof } = measurement.request;
  const body = await readBounded(measurement, reply, where, limit);
  const raw = { ...reply, url: stop.url, body: body.bytes, cutByLimit: body.cutByLimit };
  const { fault } = decodeAnswer(raw, proof);
  return { answer: answerFacts(raw, proof), body, reply, garbled: fault === null ? null : fail('http.encoding', where, { code: fault }) };
}

/** The redirect of this hop, or the reason why no client follows it. */
export function redirectedVisit(
  measurement: Measurement,
  world: World,
  stop: Visit,
  url: URL,
): { next: Visit } | { next: null; failure: Failure } {
  const failure = refusedRedirect(measurement, stop, url);
  if (failure !== null) return { next: null, failure };
  const next = nextVisit(measurement, world, stop, url);
  return { next: isForeignHost(measurement, next.host) ? { ...next, url: new URL('/', url), onlyReached: true } : next };
}

/** The next hop, over the route that the runner's programs would use; a control keeps its route. */
export function nextVisit(measurement: Measurement, world: World, stop: Visit, url: URL): Visit {
  const scheme = url.protocol === 'http:' ? 'http' : 'https';
  const host = bareHost(url.hostname);
  const port = portOf(url);
  const sameWay = measurement.request.role === 'control' || (host === stop.host && port === stop.port && scheme === stop.scheme);
  const route = sameWay ? stop.route : routeByEnvironment(world, { scheme, host, port });
  return { scheme, host, port, url, route, hop: stop.hop + 1 };
}

/** The route of a Go program under this machine's variables. */
export function routeByEnvironment(world: World, url: { scheme: 'https' | 'http'; host: string; port: number }): Route {
  const set = <Name extends string>(names: readonly Name[]) =>
    names.flatMap((name) => (world.environment[name] === undefined ? [] : [[name, world.environment[name]] as const]));
  return goRoute(
    url,
    set(PROXY_VARIABLES).map(([name, value]) => parseProxyVariable(name, value)),
    set(['NO_PROXY', 'no_proxy'] as const).map(([name, value]) => parseNoProxy(name, value)),
  );
}

function request(measurement: Measurement, world: World, socket: Socket, stop: Visit) {
  const { method, firstBytes, proof } = measurement.request;
  const proxy = plainProxy(stop);
  const authorization = proxy === null ? null : proxyAuthorization(world.environment, proxy, measurement.request);
  return sendRequest(measurement, socket, {
    url: stop.url,
    method,
    absoluteForm: proxy !== null,
    headers: {
      'user-agent': world.userAgent,
      accept: '*/*',
      ...(firstBytes === undefined ? {} : { range: `bytes=0-${firstBytes - 1}` }),
      // A device that damages compressed bodies is visible only to a client that requests compression.
      ...(firstBytes === undefined && method === 'GET' && proof !== null && proof.status !== 'any'
        ? { 'accept-encoding': REQUESTED_CODING }
        : {}),
      ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
      // The metadata service issues a token for its shortest duration; the token is never kept.
      ...(method === 'PUT' ? { 'x-aws-ec2-metadata-token-ttl-seconds': '1' } : {}),
    },
  });
}

/** A proxy's own answer to an absolute URL: a login, or an error it marks as its own (RFC 9209 §2.1.2). */
function proxyFailure({ status, headers }: HttpReply): FailureKind | null {
  const isOwn =
    valuesOfHeader(headers, 'x-squid-error').length > 0 ||
    valuesOfHeader(headers, 'proxy-status').some((value) => /;\s*error=/.test(value));
  return status === 407 || (status >= 400 && isOwn) ? tunnelFailure(status) : null;
}

function plainProxy(stop: Visit) {
  return stop.scheme === 'http' && stop.route.via === 'proxy' && !isSocks(stop.route.proxy) ? stop.route.proxy : null;
}

function listed(headers: Headers): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(headers).map(([name, value]) => [name, value === undefined ? [] : [value].flat()]));
}
