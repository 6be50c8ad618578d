/** Derives a company's profile from a session, without the user's person, the vantage point, the faults and the consents. */
import { isPseudonym } from '../../../model/masked.ts';
import { DEFAULT_LIMITS, type Limits, type Profile } from '../../../model/profile.ts';
import { stripControls } from '../../../redact/index.ts';
import { isRepeatable, parseProfile } from './faults.ts';
import type { ProfileKey } from './keys.ts';

export interface CompanyProfile {
  /** The content of the file: its keys in order, without unset ones. */
  object: Record<string, string | number | string[]>;
  /** The number of omitted values by key: masked names, which no program can use, and values that the flag refuses. */
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
    if (first !== undefined) found.object[key] = isRepeatable(key) ? usable.map(String) : first;
  }
  return found;
}

type Value = string | number;

function valuesOf(profile: Profile, limits: Limits): [ProfileKey, Value[]][] {
  const { runner, edition, runnerDomain, regions, account, ide, scm, sso, registry, metrics, sshAlias, launch } = profile;
  const one = (value: Value | null | undefined): Value[] => (value === null || value === undefined ? [] : [value]);
  const unusual = (value: number, usual: number): Value[] => (value === usual ? [] : [value]);
  return [
    ['runner', one(runner)],
    ['edition', one(edition)],
    ['runner-domain', one(runnerDomain)],
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

/** True for a partly masked name, or for a placeholder of a secret. */
function isMasked(value: Value): boolean {
  const words = String(value).split(/[^\w-]+/);
  return words.some((word) => isPseudonym(word) || word.startsWith('REDACTED-'));
}

/** A bundle may be untrusted, so values that would make the file invalid or control a terminal are omitted. */
function isUsable(key: ProfileKey, value: Value): boolean {
  const text = String(value);
  if (stripControls(text) !== text) return false;
  return parseProfile(JSON.stringify({ [key]: value })).faults.length === 0;
}
