/**
 * The keys of a profile file, in the order in which they are written, and the form of their values. Each key is a flag that describes the
 * situation.
 */

import { OPTION_BOUNDS } from '../../../model/bounds.ts';
import { DOMAIN_PATTERN, REGION_SHAPE } from '../../../model/host-syntax.ts';
import type { FlagName } from '../flags.ts';
import { ACCOUNT_PATTERN, ENVIRONMENT_PATTERN, LAUNCH_PATTERNS, SERVICE_ADDRESS_PATTERN, SSH_ALIAS_PATTERN } from '../shapes.ts';

export const PROFILE_KEYS = [
  ...[
    'from',
    'runner',
    'edition',
    'runner-domain',
    'environment-address',
    'region',
    'account',
    'ide',
    'scm',
    'sso',
    'registry',
    'metrics',
    'ssh-alias',
    'ssh-config',
  ],
  ...['aws-profile', 'launch-subnet', 'launch-security-group', 'launch-type', 'launch-profile', 'ca-file', 'symptom'],
  ...['runner-id', 'runner-version', 'environment-id', 'ticket', 'note', 'yes-to', 'timeout', 'deadline', 'concurrency'],
] as const satisfies readonly FlagName[];
export type ProfileKey = (typeof PROFILE_KEYS)[number];

export function isProfileKey(key: string): key is ProfileKey {
  return PROFILE_KEYS.some((known) => known === key);
}

/** The URL of the file's schema, which editors use and this program ignores. */
export const SCHEMA_KEY = '$schema';

/** The form of a text value. The command line requires the same form, but removes confidential parts of URLs. */
export const KEY_PATTERNS: Readonly<Partial<Record<ProfileKey, RegExp>>> = {
  region: REGION_SHAPE,
  account: ACCOUNT_PATTERN,
  scm: SERVICE_ADDRESS_PATTERN,
  sso: SERVICE_ADDRESS_PATTERN,
  registry: SERVICE_ADDRESS_PATTERN,
  metrics: SERVICE_ADDRESS_PATTERN,
  'runner-domain': DOMAIN_PATTERN,
  'environment-address': ENVIRONMENT_PATTERN,
  'ssh-alias': SSH_ALIAS_PATTERN,
  ...LAUNCH_PATTERNS,
};

/** Minimum and maximum of a number. */
export const KEY_RANGES: Readonly<Partial<Record<ProfileKey, readonly [least: number, most: number]>>> = OPTION_BOUNDS;
