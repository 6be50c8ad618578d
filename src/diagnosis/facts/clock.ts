/** Compares this machine's clock with the Date headers of genuine servers. */
import type { WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { answerOf, lastHop, phaseOfHop } from './hops.ts';
import { perView } from './memo.ts';
import type { View } from './view.ts';

/** Usual differences stay below this: network time, caches, and Date headers truncated to seconds. */
const TOLERANCE_MS = 60_000;
/** More hosts would not change the result. */
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

/** One vote per host, around the median; more than half must be near it, so that one wrong server does not decide. */
export const clockOf = perView((view: View): Clock => {
  const voices = new Map<string, { skew: number; id: string }>();
  for (const observation of view.web) {
    if (voices.size >= ENOUGH_VOICES) break;
    const voice = skewOf(observation);
    if (voice !== null && !voices.has(voice.host)) voices.set(voice.host, { skew: voice.skew, id: observation.id });
  }
  const sorted = [...voices.values()].map(({ skew }) => skew).sort((a, b) => a - b);
  const offsetMs = sorted[sorted.length >> 1] ?? 0;
  const near = [...voices].filter(([, { skew }]) => Math.abs(skew - offsetMs) <= TOLERANCE_MS);
  const agreed = { offsetMs, hosts: near.map(([host]) => host), observations: near.map(([, { id }]) => id) };
  if (near.length * 2 <= voices.size) return { state: 'unproven', ...agreed };
  if (Math.abs(offsetMs) <= TOLERANCE_MS) return { state: 'agrees', ...agreed };
  return { state: near.length > 1 ? 'wrong' : 'unproven', ...agreed };
});

/** A public chain for the right name is sufficient, because its dates cannot be verified with a wrong clock. */
function skewOf(observation: WebObservation): { host: string; skew: number } | null {
  const tls = phaseOfHop(observation, 'tls', lastHop(observation));
  const skew = answerOf(observation)?.clockSkewMs ?? null;
  return skew !== null && tls?.trust?.public === 'trusted' && tls.nameMatches === true ? { host: tls['server.address'], skew } : null;
}

/** Every certificate of the chain is valid at the servers' time, but not at the local time. */
export function validByServerTime({ startedAt }: WebObservation, tls: PhaseOf<'tls'>, { state, offsetMs }: Clock): boolean {
  const time = Date.parse(startedAt) + offsetMs;
  return state === 'wrong' && tls.chain.every(({ notBefore, notAfter }) => Date.parse(notBefore) <= time && time <= Date.parse(notAfter));
}
