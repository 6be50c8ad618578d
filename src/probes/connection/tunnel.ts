/** The tunnel phase: sends CONNECT itself over a socket to the proxy, so that every answer of the proxy is visible. */
import type { Duplex } from 'node:stream';
import type { Failure } from '../../model/failure.ts';
import { type ForwardProxy, hostPort } from '../../model/target.ts';
import { classify, fail } from '../classify.ts';
import { onAbort, settle } from '../deadline.ts';
import type { Measurement } from '../measurement.ts';
import { proxyAuthorization } from '../proxy-credentials.ts';
import type { World } from '../world.ts';
import { readProxyAnswer, tunnelFailure } from './proxy-answer.ts';
import { HEAD_LIMIT, headEndOffset, mayBeHttp, parseHead, type ResponseHead } from './response-head.ts';

const ERROR_PAGE_LIMIT = 64 * 1024;
/** The time to wait for an error page after its headers. The page usually arrives with the headers, and a slow page is not needed. */
const ERROR_PAGE_MS = 300;

type Heard = { head: ResponseHead; body: string } | 'closed' | 'not-http';

/** After success the socket is at the first byte from the target. */
export async function openTunnel(
  measurement: Measurement,
  world: World,
  socket: Duplex,
  proxy: ForwardProxy,
  target: { host: string; port: number },
  hop: number,
): Promise<Failure | null> {
  const end = measurement.begin(hop, 'proxy');
  const authorization = proxyAuthorization(world.environment, proxy, measurement.request);
  const where = `${hostPort(target.host, target.port)} through ${hostPort(proxy.host, proxy.port)}`;
  const settled = await settle(measurement.stageMs, measurement.signal, (signal) => {
    // Credentials are sent with the first request, as in curl and Go, because a second connection would show nothing more.
    socket.write(connectRequest(target, world.userAgent, authorization));
    return hear(socket, signal);
  });
  const reply = settled.how === 'done' && typeof settled.value === 'object' ? settled.value : null;
  const failure = failureOf(settled, where);
  const seen = reply === null ? { authenticate: [], products: [], proxyError: null } : readProxyAnswer(reply.head, reply.body);
  measurement.record({
    name: 'tunnel',
    ...end(failure === null),
    'server.address': target.host,
    'server.port': target.port,
    'http.response.status_code': reply?.head.status ?? null,
    ...seen,
    credentialsSent: authorization !== null,
  });
  return failure;
}

function failureOf(settled: Awaited<ReturnType<typeof settle<Heard>>>, where: string): Failure | null {
  if (settled.how === 'late') return fail('tunnel.timeout', where);
  if (settled.how === 'failed') return classify('tunnel', settled.error, where);
  if (settled.value === 'closed') return fail('tunnel.closed', where);
  if (settled.value === 'not-http') return fail('tunnel.not-http', where);
  const { status } = settled.value.head;
  const kind = tunnelFailure(status);
  return kind === null ? null : fail(kind, where, { code: `HTTP_${status}` });
}

function connectRequest(target: { host: string; port: number }, userAgent: string, authorization: string | null): string {
  const authority = hostPort(target.host, target.port);
  const lines = [`CONNECT ${authority} HTTP/1.1`, `Host: ${authority}`, `User-Agent: ${userAgent}`];
  if (authorization !== null) lines.push(`Proxy-Authorization: ${authorization}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Reads the headers of the proxy's response, and the start of a refusal's page. After success, further bytes go back into the socket. */
function hear(socket: Duplex, signal: AbortSignal): Promise<Heard> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    let head: ResponseHead | null = null;
    let bodyStart = 0;
    let pageTimer: NodeJS.Timeout | undefined;
    const stop = () => {
      clearTimeout(pageTimer);
      stopListening();
      socket.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onError).pause();
    };
    const answer = (heard: Heard) => {
      stop();
      resolve(heard);
    };
    const page = (found: ResponseHead) => answer({ head: found, body: bytes.toString('latin1', bodyStart, bodyStart + ERROR_PAGE_LIMIT) });
    const onEnd = () => (head === null ? answer(bytes.length > 0 ? 'not-http' : 'closed') : page(head));
    const onError = (error: Error) => {
      if (head !== null) return page(head);
      stop();
      reject(error);
    };
    const onData = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (head !== null) {
        if (bytes.length - bodyStart >= ERROR_PAGE_LIMIT) page(head);
        return;
      }
      bodyStart = headEndOffset(bytes);
      if (bodyStart < 0) {
        if (!mayBeHttp(bytes) || bytes.length > HEAD_LIMIT) answer('not-http');
        return;
      }
      head = parseHead(bytes.subarray(0, bodyStart));
      if (head === null) return answer('not-http');
      if (tunnelFailure(head.status) !== null) {
        pageTimer = setTimeout(onEnd, ERROR_PAGE_MS);
        if (announcedLength(head) === bytes.length - bodyStart) page(head);
        return;
      }
      const rest = bytes.subarray(bodyStart);
      answer({ head, body: '' });
      if (rest.length > 0) socket.unshift(rest);
    };
    const stopListening = onAbort(signal, () => {
      stop();
      reject(new Error('the caller has given up'));
    });
    socket.on('data', onData).once('end', onEnd).once('close', onEnd).once('error', onError);
  });
}

function announcedLength(head: ResponseHead): number | null {
  const value = head.headers.get('content-length')?.[0];
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : null;
}
