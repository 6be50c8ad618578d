/** How rules of a description name hosts. */
import { hostMatches } from '../model/wildcard.ts';
import type { HostPattern } from './description.ts';

export function matches(pattern: HostPattern, host: string): boolean {
  return pattern === '*' || hostMatches(pattern, host);
}

/** The first rule for this host, and for this port where the rule names one. */
export function firstFor<Rule extends { to: HostPattern; port?: number }>(
  rules: readonly Rule[],
  host: string,
  port: number,
): Rule | undefined {
  return rules.find((rule) => matches(rule.to, host) && (rule.port === undefined || rule.port === port));
}
