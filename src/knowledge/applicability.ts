/** Whether a requirement applies, and whether it counts (docs/contract.md, What counts). Pure functions of requirement and profile. */
import type { Profile } from '../model/profile.ts';
import type { Condition, Requirement } from '../model/requirement.ts';
import { isAliasOf } from '../model/ssh/generation.ts';
import { waitsForEdition } from './installation.ts';

/** Whether a condition holds; null if the profile does not decide it. */
export function conditionHolds(condition: Condition, profile: Profile, onEc2: boolean | null): boolean | null {
  switch (condition.kind) {
    case 'runner':
      return profile.runner === null ? null : profile.runner === condition.is;
    case 'ide':
      return profile.ide.length === 0 ? null : profile.ide.includes(condition.is);
    case 'named':
      return namedCount(condition.what, profile) > 0 ? true : null;
    case 'ec2':
      return onEc2;
    case 'from':
      return profile.from === condition.is ? true : null;
    case 'consent':
      return profile.consents.includes(condition.is) ? true : null;
  }
}

/** True if all conditions hold, false if one does not, null if unknown. */
export function doesApply(requirement: Requirement, profile: Profile, onEc2: boolean | null): boolean | null {
  let known: boolean | null = true;
  const own = withItsAliases(requirement, profile);
  for (const condition of requirement.conditions) {
    const holds = conditionHolds(condition, own, onEc2);
    if (holds === false) return false;
    if (holds === null) known = null;
  }
  return known;
}

/**
 * The flags that state this requirement's unknown conditions, and the part of its target that only the user knows. A condition that only a
 * measurement or a consent decides has no flag.
 */
export function unstatedFlags(requirement: Requirement, profile: Profile): string[] {
  const { conditions, missing } = requirement;
  if (waitsForEdition(requirement, profile)) return ['--edition'];
  const unstated = conditions.flatMap((condition) => {
    const isStatable = condition.kind === 'runner' || condition.kind === 'ide' || condition.kind === 'named';
    if (!isStatable || conditionHolds(condition, profile, null) !== null) return [];
    return `--${condition.kind === 'named' ? condition.what : condition.kind}`;
  });
  return [...new Set([...unstated, ...(missing === null ? [] : [`--${missing}`])])];
}

/** Whether the requirement is needed from this vantage. From an unknown vantage every requirement is. */
export function isNeededHere(requirement: Requirement, profile: Profile): boolean {
  return profile.from === null || requirement.neededFrom.includes(profile.from);
}

/** Whether the requirement counts, that is, whether its verdict affects the exit status. */
export function isCounting(requirement: Requirement, profile: Profile, onEc2: boolean | null): boolean {
  if (requirement.level === 'optional' || requirement.inbound !== undefined || waitsForEdition(requirement, profile)) return false;
  if (!isNeededHere(requirement, profile)) return false;
  const holds = doesApply(requirement, profile, onEc2);
  return requirement.level === 'conditional' ? holds === true : holds !== false;
}

/** Excludes aliases of other families, which do not affect this requirement. */
function withItsAliases({ targets }: Requirement, profile: Profile): Profile {
  if (profile.sshAlias.length === 0) return profile;
  const patterns = targets.flatMap(({ target }) => (target.kind === 'ssh-alias' ? [target.pattern] : []));
  if (patterns.length === 0) return profile;
  return { ...profile, sshAlias: profile.sshAlias.filter((alias) => patterns.some((pattern) => isAliasOf(alias, pattern))) };
}

function namedCount(what: Extract<Condition, { kind: 'named' }>['what'], profile: Profile): number {
  if (what === 'environment-address') return profile.environmentAddress === undefined ? 0 : 1;
  return what === 'ssh-alias' ? profile.sshAlias.length : profile[what].length;
}
