/** One HTTP request over a socket that we opened: undici speaks h1 or h2 on it, as ALPN decided. */
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { buildConnector } from 'undici';
import type { Failure } from '../../model/failure.ts';
import { MAX_BODY_BYTES } from '../../model/probe-request.ts';
import { bareHost, hostPort } from '../../model/target.ts';
import { classify, fail } from '../classify.ts';
import { firstFault } from '../connection/first-fault.ts';
import { CancelledError, settle } from '../deadline.ts';
import type { Measurement } from '../measurement.ts';
import { isCertificateRequested } from '../tls/client-certificate.ts';
import type { Headers } from './headers.ts';
import { portOf } from './redirects.ts';

export interface HttpRequest {
  url: URL;
  method: 'GET' | 'HEAD' | 'PUT';
  headers: Record<string, string>;
  /** Through a proxy without a tunnel, the request has the whole URL. */
  absoluteForm: boolean;
}

export interface HttpReply {
  status: number;
  headers: Headers;
  body: Readable;
  receivedAt: number;
  /** Requests the same URL with GET over the same connection after this answer; null if no answer arrives. */
  again(): Promise<HttpReply | null>;
}

/**
 * Loaded with the first web probe, while it connects, so that commands without HTTP start faster. The default export is the module itself:
 * a bundled CommonJS module that is imported lazily has no other.
 */
export const loadClient = () => import('undici');

/** Sends the request and waits for the response headers. */
export async function sendRequest(
  measurement: Measurement,
  socket: Socket,
  request: HttpRequest,
): Promise<{ reply: HttpReply; failure: null } | { reply: null; failure: Failure }> {
  const { default: undici } = await loadClient();
  const { url } = request;
  const client = measurement.own(
    new undici.Client(url.origin, {
      connect: connectOnce(socket),
      pipelining: 1,
      allowH2: true,
      // Our own deadlines apply; undici's would fire late and by another clock.
      headersTimeout: 0,
      bodyTimeout: 0,
    }),
  );
  const where = hostPort(bareHost(url.hostname), portOf(url));
  const path = request.absoluteForm ? `${url.origin}${url.pathname}${url.search}` : `${url.pathname}${url.search}`;
  // Without `reset: false` undici ends the connection after a HEAD, and the page could not be requested.
  const ask = async (method: HttpRequest['method']): ReturnType<typeof sendRequest> => {
    const settled = await settle(measurement.stageMs, measurement.signal, () =>
      client.request({ path, method, headers: request.headers, reset: false }),
    );
    if (settled.how === 'late') return { reply: null, failure: fail('http.timeout', where) };
    if (settled.how === 'failed')
      return { reply: null, failure: classify('http', firstFault(socket) ?? settled.error, where, isCertificateRequested(socket)) };
    const { statusCode, headers, body } = settled.value;
    // A body that is not read to its end still reports how it ended.
    body.on('error', () => {});
    const again = async () => (await ask('GET')).reply;
    return { reply: { status: statusCode, headers, body, receivedAt: Date.now(), again }, failure: null };
  };
  return ask(request.method);
}

export interface BoundedBody {
  bytes: Buffer;
  /** Reading stopped at the limit of size or time, before the end of the body. */
  cutByLimit: boolean;
  failure: Failure | null;
  /** From the response headers to the end of the wait. */
  seconds: number;
  bytesPerSecond: number | null;
  /** The time since the last byte when reading stopped; null if the body was read to the end. */
  silentMs: number | null;
}

/** Reads at most `limit` bytes while they keep arriving. A server that sends too slowly counts as silent. */
export async function readBounded(measurement: Measurement, reply: HttpReply, where: string, limit = MAX_BODY_BYTES): Promise<BoundedBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  const startedAt = performance.now();
  let lastAt = startedAt;
  const settled = await settle(
    measurement.stageMs,
    measurement.signal,
    async () => {
      for await (const chunk of reply.body) {
        chunks.push(chunk as Buffer);
        length += (chunk as Buffer).length;
        lastAt = performance.now();
        if (length > limit) return true;
      }
      return false;
    },
    () => length,
  );
  const endedAt = performance.now();
  const seconds = (endedAt - startedAt) / 1000;
  const silentMs = settled.how === 'late' ? endedAt - lastAt : null;
  // Reading reached the time limit while data was arriving: the line is slow, which is not a failure of this answer.
  const isComing = silentMs !== null && silentMs < measurement.stageMs && endedAt - startedAt > measurement.stageMs * 2.5;
  const bytes = Buffer.concat(chunks).subarray(0, limit);
  if (settled.how !== 'done' || settled.value) reply.body.destroy();
  return {
    bytes,
    cutByLimit: (settled.how === 'done' && settled.value) || isComing,
    seconds,
    bytesPerSecond: seconds > 0 ? length / seconds : null,
    silentMs: isComing ? null : silentMs,
    failure:
      settled.how === 'late' && !isComing
        ? fail('http.timeout', where)
        : settled.how === 'failed'
          ? bodyFailure(settled.error, where)
          : null,
  };
}

/** After the response headers, an early close means that bytes are missing. */
export function bodyFailure(error: unknown, where: string): Failure {
  if (error instanceof CancelledError) throw error;
  const failure = classify('http', error, where);
  return failure.kind === 'http.closed' ? { ...fail('http.truncated', where, failure) } : failure;
}

/** Ends the request. With undici's own code for a lost connection, `UND_ERR_SOCKET`, undici would retry. */
class SocketUsed extends Error {
  readonly code = 'UND_ERR_CLOSED';
}

/**
 * Replaces undici's connector with the one socket that we opened. After a connection has ended, undici asks for the next one. If it got the
 * same ended socket, it would request again in the same turn, endlessly, and no timer would run.
 */
function connectOnce(socket: Socket): buildConnector.connector {
  let handedOver = false;
  return (_options, callback) => {
    const again = handedOver;
    handedOver = true;
    // If the callback ran in the same turn, undici would never send the request.
    queueMicrotask(() => (again ? callback(new SocketUsed(), null) : callback(null, socket)));
  };
}
