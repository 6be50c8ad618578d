/** The list that every program reads as wanted, as shell lines, in both spellings: some programs read one only. */
import type { ProxyWays } from './proxy-ways.ts';

type Set = Extract<ProxyWays, { proxy: 'set' }>;

export function listToSet({ suggested }: Pick<Set, 'suggested'>): string[] {
  return [`export NO_PROXY='${suggested.noProxy}'`, 'export no_proxy="$NO_PROXY"'];
}
