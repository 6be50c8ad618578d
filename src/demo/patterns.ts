/** Matches hosts against the patterns of a description. */
import type { HostPattern } from './description.ts';

/** A `*` matches one or more characters, including dots: `*.example.com` does not match example.com. */
export function matchesHost(pattern: HostPattern, host: string): boolean {
  const literal = pattern.replaceAll('.', '\\.').replaceAll('*', '.+');
  return new RegExp(`^${literal}$`).test(host);
}

/** The first rule that matches this host and, if the rule has a port, this port. */
export function firstMatchingRule<Rule extends { to: HostPattern; port?: number }>(
  rules: readonly Rule[],
  host: string,
  port: number,
): Rule | undefined {
  return rules.find((rule) => matchesHost(rule.to, host) && (rule.port === undefined || rule.port === port));
}
