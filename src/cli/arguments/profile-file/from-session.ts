/**
 * The profile of a company from a session: what holds for all its machines. Who measured, from where, what was wrong and
 * what was agreed to belongs to one person and one day, and stays out.
 */
import { isPseudonym } from '../../../model/masked.ts';
import { DEFAULT_LIMITS, type Limits, type Profile } from '../../../model/profile.ts';
import { stripControls } from '../../../redact/index.ts';
import { readProfileText, takesSeveral } from './faults.ts';
import type { ProfileKey } from './keys.ts';

export interface CompanyProfile {
  /** As it is written to a file: keys in their order, without those that nothing is known of. */
  object: Record<string, string | number | string[]>;
  /** Keys of which values were left out, and how many: masked names, of which no program can make anything, and what no flag takes. */
  leftOut: { key: ProfileKey; masked: number; unusable: number }[];
}

export function companyProfile(profile: Profile, limits: Limits): CompanyProfile {
  const found: CompanyProfile = { object: {}, leftOut: [] };
  for (const [key, values] of valuesOf(profile, limits)) {
    const masked = values.filter(isMasked);
    const usable = values.filter((value) => !isMasked(value)).filter((value) => isUsable(key, value));
    const [first] = usable;
    const unusable = values.length - masked.length - usable.length;
    if (masked.length + unusable > 0) found.leftOut.push({ key, masked: masked.length, unusable });
    if (first !== undefined) found.object[key] = takesSeveral(key) ? usable.map(String) : first;
  }
  return found;
}

type Value = string | number;

function valuesOf(profile: Profile, limits: Limits): [ProfileKey, Value[]][] {
  const { runner, regions, account, ide, scm, sso, registry, metrics, sshAlias, launch } = profile;
  const one = (value: Value | null | undefined): Value[] => (value === null || value === undefined ? [] : [value]);
  const unusual = (value: number, usual: number): Value[] => (value === usual ? [] : [value]);
  return [
    ['runner', one(runner)],
    ['region', regions],
    ['account', one(account)],
    ['ide', ide],
    ['scm', scm],
    ['sso', sso],
    ['registry', registry],
    ['metrics', metrics],
    ['ssh-alias', sshAlias],
    ['launch-subnet', one(launch?.subnet)],
    ['launch-security-group', launch?.securityGroups ?? []],
    ['launch-type', one(launch?.instanceType)],
    ['launch-profile', one(launch?.instanceProfile)],
    ['timeout', unusual(limits.stageMs, DEFAULT_LIMITS.stageMs)],
    ['deadline', unusual(limits.deadlineMs, DEFAULT_LIMITS.deadlineMs)],
    ['concurrency', unusual(limits.concurrency, DEFAULT_LIMITS.concurrency)],
  ];
}

/** A name of which a part is masked, or a secret that was taken out. */
function isMasked(value: Value): boolean {
  const words = String(value).split(/[^\w-]+/);
  return words.some((word) => isPseudonym(word) || word.startsWith('REDACTED-'));
}

/** A bundle comes from anybody: what a file with it would be refused for, or what speaks to a terminal, is no part of one. */
function isUsable(key: ProfileKey, value: Value): boolean {
  const text = String(value);
  if (stripControls(text) !== text) return false;
  return readProfileText(JSON.stringify({ [key]: value })).faults.length === 0;
}
