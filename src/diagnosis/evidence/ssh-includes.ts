/** Includes and files of the product's that the client does not get to: why a name finds no section although one was written. */
import type { FailureKind } from '../../model/failure.ts';
import type { IncludeLine, SshConfigFacts, StrayFile } from '../../model/ssh/index.ts';

export interface UnreadSettings {
  /** Includes that do not count. */
  includes: IncludeLine[];
  /** Files that nobody includes. */
  stray: StrayFile[];
}

const DEAD: ReadonlySet<IncludeLine['state']> = new Set<IncludeLine['state']>([
  'dead-block',
  'commented',
  'matches-nothing',
  'not-reached',
]);

/**
 * Only what could hold the name's own family: an include that is ours and counts for nothing, or a file of that family
 * that is not read. Null where there is nothing of the kind, or where the family has a section that is read.
 */
export function unreadSettings(facts: SshConfigFacts | null): UnreadSettings | null {
  if (facts === null) return null;
  const isFamily = (generations: readonly string[]) => facts.generation === null || generations.includes(facts.generation);
  const includes = facts.includes.filter((line) => line.isOurs && DEAD.has(line.state));
  const stray = facts.stray.filter(({ generations }) => isFamily(generations));
  return includes.length === 0 && stray.length === 0 ? null : { includes, stray };
}

/** The client was asked and answered, and the name has neither an address nor a way. */
export function leadsNowhere(facts: SshConfigFacts | null): boolean {
  return facts !== null && facts.state === 'answered' && facts.branch === 'none';
}

/** How such a name fails: at our own look, or in the DNS that ssh would ask. */
export const UNRESOLVED: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'ssh.unresolved',
  'dns.nxdomain',
  'dns.no-data',
  'dns.servfail',
  'dns.refused',
  'dns.timeout',
  'dns.unavailable',
]);
