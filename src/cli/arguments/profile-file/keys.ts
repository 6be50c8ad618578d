/** What a profile file may say: the flags of the situation, in the order in which they are written, and the shape of their values. */

import { NUMBERS } from '../../../model/bounds.ts';
import { REGION_SHAPE } from '../../../model/host-syntax.ts';
import type { FlagName } from '../flags.ts';
import { ACCOUNT, LAUNCH_SHAPES, SERVICE_ADDRESS, SSH_ALIAS } from '../shapes.ts';

export const PROFILE_KEYS = [
  'from',
  'runner',
  'region',
  'account',
  'ide',
  'scm',
  'sso',
  'registry',
  'metrics',
  'ssh-alias',
  'ssh-config',
  'aws-profile',
  'launch-subnet',
  'launch-security-group',
  'launch-type',
  'launch-profile',
  'ca-file',
  'symptom',
  'runner-id',
  'runner-version',
  'environment-id',
  'ticket',
  'note',
  'yes-to',
  'timeout',
  'deadline',
  'concurrency',
] as const satisfies readonly FlagName[];
export type ProfileKey = (typeof PROFILE_KEYS)[number];

export function isProfileKey(key: string): key is ProfileKey {
  return PROFILE_KEYS.some((known) => known === key);
}

/** For editors: it names the schema of the file and says nothing about the situation. */
export const SCHEMA_KEY = '$schema';

/** A value of text has this shape. The command line asks no less of the flag, but that it cuts off what a URL may hide. */
export const SHAPES: Readonly<Partial<Record<ProfileKey, RegExp>>> = {
  region: REGION_SHAPE,
  account: ACCOUNT,
  scm: SERVICE_ADDRESS,
  sso: SERVICE_ADDRESS,
  registry: SERVICE_ADDRESS,
  metrics: SERVICE_ADDRESS,
  'ssh-alias': SSH_ALIAS,
  ...LAUNCH_SHAPES,
};

/** Least and most of a value that is a number. */
export const RANGES: Readonly<Partial<Record<ProfileKey, readonly [least: number, most: number]>>> = NUMBERS;
