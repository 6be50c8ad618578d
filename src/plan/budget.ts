/** Limits each requirement to eight connections and 256 KiB per run (docs/contract.md, What it sends). Controls are dropped first. */
import { MAX_BODY_BYTES, MAX_PAGE_BYTES, type ProbeRequest } from '../model/probe-request.ts';

export const CONNECTIONS_PER_ROW = 8;
export const BYTES_PER_ROW = 256 * 1024;
/** The bytes of a two-packet ClientHello, a certificate chain, and the headers of request and response, rounded up. */
const BYTES_A_CONNECTION = 8 * 1024;

/** The requests that still fit after those already sent, in order. */
export function requestsWithinBudget(made: readonly ProbeRequest[], wanted: readonly ProbeRequest[]): ProbeRequest[] {
  const spent = new Map<string, { connections: number; bytes: number }>();
  const after = (row: string, request: ProbeRequest) => {
    const { connections, bytes } = spent.get(row) ?? { connections: 0, bytes: 0 };
    return { connections: connections + connectionsOf(request), bytes: bytes + maxBytesOf(request) };
  };
  const spend = (request: ProbeRequest) => {
    for (const row of request.requirements) spent.set(row, after(row, request));
  };
  for (const request of made) spend(request);
  return wanted.filter((request) => {
    const fits = request.requirements.every((row) => {
      const { connections, bytes } = after(row, request);
      return connections <= CONNECTIONS_PER_ROW && bytes <= BYTES_PER_ROW;
    });
    if (fits) spend(request);
    return fits;
  });
}

/** The requests of one requirement. With many targets, separate lookups and controls are dropped. */
export function dropUnaffordable(requests: readonly ProbeRequest[]): ProbeRequest[] {
  const isTarget = (request: ProbeRequest) => request.probe !== 'dns' && request.role === 'row';
  let left = CONNECTIONS_PER_ROW - total(requests.filter(isTarget));
  return requests.filter((request) => {
    if (isTarget(request)) return true;
    left -= connectionsOf(request);
    return left >= 0;
  });
}

function total(requests: readonly ProbeRequest[]): number {
  return requests.reduce((sum, request) => sum + connectionsOf(request), 0);
}

export function maxBytesOf(request: ProbeRequest): number {
  const isWeb = request.probe === 'https' || request.probe === 'http';
  const isHandshake = request.serverName !== null || request.clientHello !== undefined;
  const body = isWeb && !isHandshake ? bodyBytes(request) : 0;
  return body + (request.probe === 'dns' || request.probe === 'udp' ? 0 : connectionsOf(request) * BYTES_A_CONNECTION);
}

/** A failed HEAD is followed by a GET of the page's beginning. */
function bodyBytes({ method, firstBytes, proof }: ProbeRequest): number {
  if (method === 'GET') return firstBytes ?? MAX_BODY_BYTES;
  return method === 'HEAD' && proof !== null && proof.status !== 'any' ? MAX_PAGE_BYTES : 0;
}

/** The connections of a download up to the last redirect. A download with consent does not count in the budget. */
export function connectionsOf(request: ProbeRequest): number {
  // A DNS query connects to no host of the requirement, and controls send few of them.
  if (request.probe === 'dns' && request.role === 'control') return 0;
  // The server of a proxy script belongs to the network, not to the requirement.
  if (request.probe === 'proxy-script') return 0;
  // Tickets and login helpers are read on this machine.
  if (request.probe === 'proxy-login') return 0;
  if (request.probe === 'download' || request.probe === 'host' || request.probe === 'ssh-config') return 0;
  return request.proof?.followRedirects === true ? 2 : 1;
}
