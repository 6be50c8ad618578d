/** Compares this machine's clock with the Date headers of genuine servers. */
import type { WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { perLog } from './memo.ts';
import type { View } from './view.ts';
import { answeredHops } from './web-hops.ts';

/** Smaller differences are normal: they come from network time, caches, and Date headers in whole seconds. */
const TOLERANCE_MS = 60_000;
/** The maximum number of hosts to compare; more would not change the result. */
const ENOUGH_VOICES = 100;

export interface Clock {
  /** `unproven`: no server sent a time, or the servers disagree. */
  state: 'agrees' | 'wrong' | 'unproven';
  /** Server time minus local time, by the majority of servers. */
  offsetMs: number;
  /** Servers that agree on this offset. */
  hosts: string[];
  observations: string[];
}

/**
 * The median over all hosts, with one value per host. More than half of the values must be near it, so that a single wrong server does not
 * decide.
 */
export const clockOf = perLog((view: View): Clock => {
  const voices = new Map<string, { skew: number; id: string }>();
  for (const { observation, tls, answer } of answeredHops(view)) {
    if (voices.size >= ENOUGH_VOICES) break;
    const skew = answer.clockSkewMs;
    // A chain to a public root for the right name is enough here, because with a wrong clock even a valid certificate seems to be outside
    // its dates.
    if (skew === null || tls?.trust?.public !== 'trusted' || tls.nameMatches !== true || voices.has(tls['server.address'])) continue;
    voices.set(tls['server.address'], { skew, id: observation.id });
  }
  const sorted = [...voices.values()].map(({ skew }) => skew).sort((a, b) => a - b);
  const offsetMs = sorted[sorted.length >> 1] ?? 0;
  const near = [...voices].filter(([, { skew }]) => Math.abs(skew - offsetMs) <= TOLERANCE_MS);
  const agreed = { offsetMs, hosts: near.map(([host]) => host), observations: near.map(([, { id }]) => id) };
  if (near.length * 2 <= voices.size) return { state: 'unproven', ...agreed };
  if (Math.abs(offsetMs) <= TOLERANCE_MS) return { state: 'agrees', ...agreed };
  return { state: near.length > 1 ? 'wrong' : 'unproven', ...agreed };
});

/** Every certificate of the chain is valid at the servers' time, but not at the local time. */
export function validByServerTime({ startedAt }: WebObservation, tls: PhaseOf<'tls'>, { state, offsetMs }: Clock): boolean {
  const time = Date.parse(startedAt) + offsetMs;
  return state === 'wrong' && tls.chain.every(({ notBefore, notAfter }) => Date.parse(notBefore) <= time && time <= Date.parse(notAfter));
}
