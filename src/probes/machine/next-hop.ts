/**
 * Whether the next hop of the default route answers on its link. Linux keeps the results of address resolution in a file that only traffic
 * fills, so it is meaningful after other probes have sent. IPv4 only: IPv6 needs a program.
 */
import { readText } from '../../files/regular-file.ts';
import { defaultGateways4 } from './routes.ts';

const COMPLETE = 0x2;

/** True if the next hop did not answer ARP; null if it was not asked, or the result is not visible. */
export async function readNextHopSilence(): Promise<boolean | null> {
  const [routes, neighbours] = await Promise.all([tableOf('/proc/net/route'), tableOf('/proc/net/arp')]);
  return isNextHopSilent(routes, neighbours);
}

/** Columns of the second table: address, hardware type, flags, hardware address, mask, device. */
export function isNextHopSilent(routes: string, neighbours: string): boolean | null {
  const gateways = new Set(defaultGateways4(routes));
  const seen = neighbours
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([address]) => gateways.has(address ?? ''));
  return seen.length === 0 ? null : seen.every(([, , flags]) => (Number.parseInt(flags ?? '', 16) & COMPLETE) === 0);
}

/** A router's full table has some hundred thousand lines. */
const MAX_BYTES = 64 * 1024 * 1024;

function tableOf(path: string): Promise<string> {
  return readText(path, MAX_BYTES).then((text) => text ?? '');
}
