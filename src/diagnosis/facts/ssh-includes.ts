/** Includes and files of the product's that the client does not get to: why a name finds no section although one was written. */
import type { FailureKind } from '../../model/failure.ts';
import type { ConfigPlace, IncludeLine, SettingSource, SshConfigFacts, StrayFile } from '../../model/ssh/index.ts';

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

/** What applied to the name: a section of the product's, others (or it is not known), or none at all. */
export type Applied = { by: 'section'; at: ConfigPlace } | { by: 'others' } | { by: 'none' };

export function appliedTo(facts: SshConfigFacts | null): Applied {
  const ours = facts?.sections.find(({ applied }) => applied === true);
  if (ours !== undefined) return { by: 'section', at: ours.place };
  return { by: facts?.applied?.length === 0 ? 'none' : 'others' };
}

/** What may still give the name an address, though nothing that was asked does. */
export type Undecided = { by: 'canonical'; source: SettingSource } | { by: 'exec'; at: ConfigPlace | null };

export function undecided({ canonical, effective, pair }: SshConfigFacts): Undecided | null {
  const set = effective?.canonicalizeHostname ?? null;
  const isOn = canonical === 'not-asked' || (canonical === undefined && set !== null && /^(?:yes|true|always)$/.test(set.value));
  if (isOn) return { by: 'canonical', source: set?.source ?? { by: 'unknown' } };
  const isOpen = pair.state === 'differs' && !pair.ran && pair.keywords.some((keyword) => LEADING.has(keyword));
  return isOpen ? { by: 'exec', at: pair.lines[0] ?? null } : null;
}

/** In the client's output; `*`: with the commands taken for true it refuses. */
const LEADING: ReadonlySet<string> = new Set(['hostname', 'proxycommand', 'proxyjump', '*']);

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
