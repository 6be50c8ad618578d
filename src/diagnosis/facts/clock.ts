/** How far this machine's clock is off, by the Date headers of genuine servers. */
import { phase, type View } from '../view.ts';
import { perView } from './memo.ts';

/** Differences up to this size are ordinary: network time, caches, the second that a header is cut to. */
export const CLOCK_TOLERANCE_MS = 60_000;

export interface ClockOffset {
  /** Server time minus the time here. */
  offsetMs: number;
  hosts: string[];
  observations: string[];
  /** Every server says the same, within the tolerance. */
  agree: boolean;
}

/** A chain of public issuers is enough here: with a wrong clock its dates cannot be judged. */
export const clockOffset = perView((view: View): ClockOffset | null => {
  const seen: { skew: number; host: string; id: string }[] = [];
  for (const observation of view.web) {
    const tls = phase(observation, 'tls');
    if (tls?.trust?.public !== 'trusted' || tls.nameMatches !== true) continue;
    const answer = phase(observation, 'http')?.answer ?? observation.unverifiedAnswer;
    if (answer?.clockSkewMs == null) continue;
    seen.push({ skew: answer.clockSkewMs, host: tls['server.address'], id: observation.id });
  }
  seen.sort((a, b) => a.skew - b.skew);
  const [lowest, highest, middle] = [seen[0], seen.at(-1), seen[seen.length >> 1]];
  if (lowest === undefined || highest === undefined || middle === undefined) return null;
  return {
    offsetMs: middle.skew,
    hosts: [...new Set(seen.map((each) => each.host))].sort(),
    observations: seen.map((each) => each.id),
    agree: highest.skew - lowest.skew <= CLOCK_TOLERANCE_MS,
  };
});
