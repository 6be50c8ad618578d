/** The list that every program reads as intended, as shell lines in both spellings, because some programs read only one. */
import type { ProxyWays } from './proxy-ways.ts';

type Set = Extract<ProxyWays, { proxy: 'set' }>;

export function listToSet({ suggested }: Pick<Set, 'suggested'>): string[] {
  return [`export NO_PROXY='${suggested.noProxy}'`, 'export no_proxy="$NO_PROXY"'];
}
