/**
 * Include lines and files of Gitpod's programs that ssh does not read: the reason why a name matches no section although a section for the
 * name exists.
 */
import type { FailureKind } from '../../model/failure.ts';
import type { ConfigPlace, IncludeLine, SettingSource, SshConfigFacts, StrayFile } from '../../model/ssh/index.ts';

export interface UnreadSettings {
  /** Include lines that have no effect. */
  includes: IncludeLine[];
  /** Files that no Include line names. */
  stray: StrayFile[];
}

const DEAD: ReadonlySet<IncludeLine['state']> = new Set<IncludeLine['state']>([
  'dead-block',
  'commented',
  'matches-nothing',
  'not-reached',
]);

/**
 * Include lines and files that could contain the section for the name: an Include of Gitpod's programs without effect, unless its files are
 * known to contain only other families, or an unread file for the family. Null without any.
 */
export function unreadSettings(facts: SshConfigFacts | null): UnreadSettings | null {
  if (facts === null) return null;
  const isFamily = (generations: readonly string[]) => facts.generation === null || generations.includes(facts.generation);
  const canHold = ({ leadsTo }: IncludeLine) => {
    const known = facts.sections.filter(({ place }) => leadsTo.includes(place.file));
    return known.length === 0 || known.some(({ generations }) => isFamily(generations));
  };
  const includes = facts.includes.filter((line) => line.isOurs && DEAD.has(line.state) && canHold(line));
  const stray = facts.stray.filter(({ generations }) => isFamily(generations));
  return includes.length === 0 && stray.length === 0 ? null : { includes, stray };
}

/** True if ssh answered and the name has neither an address nor a proxy command. */
export function hasNoDestination(facts: SshConfigFacts | null): boolean {
  return facts !== null && facts.state === 'answered' && facts.branch === 'none';
}

/** Which section applied to the name: a section of Gitpod's programs, another or an unknown section, or none. */
export type AppliedSection = { by: 'section'; at: ConfigPlace } | { by: 'others' } | { by: 'none' };

export function appliedSection(facts: SshConfigFacts | null): AppliedSection {
  const ours = facts?.sections.find(({ applied }) => applied === true);
  if (ours !== undefined) return { by: 'section', at: ours.place };
  return { by: facts?.applied?.length === 0 ? 'none' : 'others' };
}

/** Why the effect of the configuration is unknown: DNS decides the canonical name, or a `Match exec` command was not run. */
export type UnevaluatedSetting = { by: 'canonical'; source: SettingSource } | { by: 'exec'; at: ConfigPlace | null };

export function unevaluatedSetting({ canonical, effective, pair }: SshConfigFacts): UnevaluatedSetting | null {
  const set = effective?.canonicalizeHostname ?? null;
  const isOn = canonical === 'not-asked' || (canonical === undefined && set !== null && /^(?:yes|true|always)$/.test(set.value));
  if (isOn) return { by: 'canonical', source: set?.source ?? { by: 'unknown' } };
  const isOpen = pair.state === 'differs' && !pair.ran && pair.keywords.some((keyword) => LEADING.has(keyword));
  return isOpen ? { by: 'exec', at: pair.lines[0] ?? null } : null;
}

/** Settings that decide where ssh connects, by their names in its output. `*`: ssh refuses the configuration if the commands succeed. */
const LEADING: ReadonlySet<string> = new Set(['hostname', 'proxycommand', 'proxyjump', '*']);

/** How the lookup of a name that only ssh knows fails: in our own lookup, or in the DNS query of ssh. */
export const UNRESOLVED_KINDS: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'ssh.unresolved',
  'dns.nxdomain',
  'dns.no-data',
  'dns.servfail',
  'dns.refused',
  'dns.timeout',
  'dns.unavailable',
]);
