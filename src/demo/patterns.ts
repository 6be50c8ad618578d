/** Matches hosts against the patterns of a description. */
import type { HostPattern } from './description.ts';

/** A `*` matches anything, dots included, but never nothing: `*.example.com` is not example.com. */
export function matchesHost(pattern: HostPattern, host: string): boolean {
  const literal = pattern.replaceAll('.', '\\.').replaceAll('*', '.+');
  return new RegExp(`^${literal}$`).test(host);
}

/** The first rule for this host, and for this port if the rule names one. */
export function firstMatchingRule<Rule extends { to: HostPattern; port?: number }>(
  rules: readonly Rule[],
  host: string,
  port: number,
): Rule | undefined {
  return rules.find((rule) => matchesHost(rule.to, host) && (rule.port === undefined || rule.port === port));
}
