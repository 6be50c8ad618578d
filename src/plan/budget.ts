/**
 * At most eight connections for a row and run (CONTRACT, What it sends). The targets of a row itself are always
 * measured; what only explains gives way.
 */
import type { ProbeRequest } from '../model/probe-request.ts';

export const CONNECTIONS_PER_ROW = 8;

/** Requests that still fit, in their order, given those that were made. */
export function withinBudget(made: readonly ProbeRequest[], wanted: readonly ProbeRequest[]): ProbeRequest[] {
  const spent = new Map<string, number>();
  const spend = (request: ProbeRequest) => {
    for (const row of request.requirements) spent.set(row, (spent.get(row) ?? 0) + connectionsOf(request));
  };
  for (const request of made) spend(request);
  return wanted.filter((request) => {
    const fits = request.requirements.every((row) => (spent.get(row) ?? 0) + connectionsOf(request) <= CONNECTIONS_PER_ROW);
    if (fits) spend(request);
    return fits;
  });
}

/** The requests of one row: where it has many targets, separate look-ups and controls are what it does without. */
export function affordable(requests: readonly ProbeRequest[]): ProbeRequest[] {
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

/** A download is followed to the host that serves it; a consented one is beyond the budget. */
export function connectionsOf(request: ProbeRequest): number {
  if (request.probe === 'download' || request.probe === 'host') return 0;
  return request.proof?.followRedirects === true ? 2 : 1;
}
