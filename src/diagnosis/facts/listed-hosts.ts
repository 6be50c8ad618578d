/** The hosts in the requirements, so that a redirect to any other host can be recognised. */
import type { Requirement } from '../../model/requirement.ts';
import { targetHost } from '../../model/target.ts';
import { hostMatches, isWildcard, normalizeHost } from '../../model/wildcard.ts';

export interface HostSet {
  has(host: string): boolean;
}

export function catalogueHostSet(requirements: readonly Requirement[]): HostSet {
  const exact = new Set<string>();
  const patterns: string[] = [];
  for (const { endpoint, targets } of requirements) {
    for (const { target } of targets) {
      const host = targetHost(target);
      if (host !== null) exact.add(normalizeHost(host));
    }
    const written = /^https?:\/\/([^/:]+)/.exec(endpoint)?.[1];
    if (written !== undefined && isWildcard(written)) patterns.push(written);
  }
  return { has: (host) => exact.has(normalizeHost(host)) || patterns.some((pattern) => hostMatches(pattern, host)) };
}
