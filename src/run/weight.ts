/** How much a request loads its route. */
import type { ProbeRequest } from '../model/probe-request.ts';

export type Weight = 'heavy' | 'light';

/** Heavy requests fill a slow line for longer than everything that they would delay. */
export function weightOf(request: ProbeRequest): Weight | undefined {
  if (request.probe === 'download' || request.firstBytes !== undefined) return 'heavy';
  return isLight(request) ? 'light' : undefined;
}

/** Whether the probe measures on this machine only, or sends datagrams that usually get no answer. */
function isLight({ probe }: ProbeRequest): boolean {
  return (
    probe === 'udp' ||
    probe === 'host' ||
    probe === 'ssh-config' ||
    probe === 'aws-credentials' ||
    probe === 'metadata' ||
    probe === 'google-metadata'
  );
}
