/** Turns flags and environment into what is known before anything is measured. */

import { resolve } from 'node:path';
import { knownRegion, nearestRegion } from '../../knowledge/aws/regions.ts';
import { OPTION_BOUNDS } from '../../model/bounds.ts';
import { DOMAIN_PATTERN, isHost, REGION_SHAPE } from '../../model/host-syntax.ts';
import { type Consent, DEFAULT_LIMITS, EMPTY_PROFILE, type Limits, type Profile, type Symptom } from '../../model/profile.ts';
import { type EditionName, RUNNER_OF_EDITION } from '../../model/profile-words.ts';
import { bareHost, decodedPart } from '../../model/target.ts';
import type { RunnerKind, Vantage } from '../../model/vantage.ts';
import { EXAMPLES } from './examples.ts';
import type { Flags } from './flags.ts';
import { launchShapeOf } from './launch-shape.ts';
import { scriptPlace } from './script-place.ts';
import { ACCOUNT_PATTERN, ENVIRONMENT_PATTERN, PLACE_PATTERN, SSH_ALIAS_PATTERN } from './shapes.ts';
import { usageError } from './usage.ts';

export interface Situation {
  profile: Profile;
  limits: Limits;
  /** Values that no output may contain: credentials and query strings from the URLs in flags. */
  secrets: string[];
}

/** `defaults` come from a demo scenario. Flags override them. */
export function situationOf(
  flags: Flags,
  environment: Readonly<Record<string, string | undefined>>,
  defaults: { profile?: Profile; limits?: Partial<Limits> } = {},
): Situation {
  const secrets: string[] = [];
  const base = defaults.profile ?? EMPTY_PROFILE;
  const urls = (name: 'scm' | 'sso' | 'registry' | 'metrics') => (flags[name] ?? []).map((value) => plainUrlOf(name, value, secrets));
  const regions = flags.region?.map(checkedRegion) ?? [];
  const fromEnvironment =
    defaults.profile === undefined ? [environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION']].filter(isRegion) : [];
  const from = (flags.from as Vantage | undefined) ?? null;
  return {
    secrets,
    profile: {
      ...base,
      ...(from === null ? {} : { from, fromIs: 'stated' as const }),
      ...editionFor(flags, base),
      ...environmentFor(flags),
      regions: first(regions, base.regions, fromEnvironment),
      account: flags.account === undefined ? base.account : account(flags.account),
      ide: first((flags.ide ?? []) as Profile['ide'], base.ide),
      scm: first(urls('scm'), base.scm),
      sso: first(urls('sso'), base.sso),
      registry: first(urls('registry'), base.registry),
      metrics: first(urls('metrics'), base.metrics),
      sshAlias: first(flags['ssh-alias']?.map(sshAlias) ?? [], base.sshAlias),
      awsProfile: flags['aws-profile'] ?? base.awsProfile,
      ...launchShapeOf(flags, base),
      symptom: (flags.symptom as Symptom | undefined) ?? (flags.error === undefined ? base.symptom : 'error-message'),
      runnerId: flags['runner-id'] ?? base.runnerId,
      runnerVersion: flags['runner-version'] ?? base.runnerVersion,
      environmentId: flags['environment-id'] ?? base.environmentId,
      ...(flags.place === undefined ? {} : { place: placeName(flags.place) }),
      ticket: flags.ticket ?? base.ticket,
      note: flags.note ?? base.note,
      ...(flags['far-end'] === undefined ? {} : { farEnd: flags['far-end'] }),
      ...(flags['ssh-config'] === undefined ? {} : { sshConfig: resolve(flags['ssh-config']) }),
      // An absolute path, because fixes use it in commands that users run in other folders.
      ...(flags['ca-file'] === undefined ? {} : { caFile: resolve(flags['ca-file']) }),
      ...(flags.pac === undefined ? {} : { pac: scriptPlace(flags.pac, secrets) }),
      consents: [...new Set([...base.consents, ...((flags['yes-to'] ?? []) as Consent[])])],
    },
    limits: limitsOf(flags, defaults.limits ?? {}),
  };
}

/** The edition of the installation, and the kind of runner that the edition implies. */
function editionFor(flags: Flags, base: Profile): Pick<Profile, 'runner' | 'edition' | 'runnerDomain'> {
  const edition = (flags.edition as EditionName | undefined) ?? base.edition;
  const runner = (flags.runner as RunnerKind | undefined) ?? base.runner;
  const only = RUNNER_OF_EDITION[edition ?? 'document'];
  if (only !== null && flags.runner !== undefined && runner !== only)
    throw usageError(`--edition ${edition} has no ${runner} runner.`, 'Leave --runner out.');
  const domain = flags['runner-domain'] ?? base.runnerDomain;
  if (domain !== undefined && !DOMAIN_PATTERN.test(domain))
    throw usageError('--runner-domain takes the name of a domain.', `Try: --runner-domain ${EXAMPLES['runner-domain']}`);
  return {
    runner: only ?? runner,
    ...(edition === undefined ? {} : { edition }),
    ...(domain === undefined ? {} : { runnerDomain: domain }),
  };
}

function environmentFor({ 'environment-address': host }: Flags): Pick<Profile, 'environmentAddress'> {
  if (host === undefined) return {};
  if (!ENVIRONMENT_PATTERN.test(host))
    throw usageError(
      '--environment-address takes a name or an IPv4 address.',
      `Try: --environment-address ${EXAMPLES['environment-address']}`,
    );
  return { environmentAddress: host };
}

function limitsOf(flags: Flags, defaults: Partial<Limits>): Limits {
  const stageMs = flags.timeout === undefined ? (defaults.stageMs ?? DEFAULT_LIMITS.stageMs) : whole('timeout', flags.timeout);
  const concurrency =
    flags.concurrency === undefined ? (defaults.concurrency ?? DEFAULT_LIMITS.concurrency) : whole('concurrency', flags.concurrency);
  return {
    stageMs,
    dnsMs: flags.timeout === undefined ? (defaults.dnsMs ?? DEFAULT_LIMITS.dnsMs) : stageMs,
    deadlineMs: flags.deadline === undefined ? (defaults.deadlineMs ?? DEFAULT_LIMITS.deadlineMs) : whole('deadline', flags.deadline),
    // Values set by the user or a scenario are kept.
    ...(flags.timeout === undefined && defaults.dnsMs === undefined && DEFAULT_LIMITS.longestDnsMs !== undefined
      ? { longestDnsMs: DEFAULT_LIMITS.longestDnsMs }
      : {}),
    ...(flags.deadline === undefined && defaults.deadlineMs === undefined && DEFAULT_LIMITS.longestMs !== undefined
      ? { longestMs: DEFAULT_LIMITS.longestMs }
      : {}),
    concurrency,
    proxyConcurrency: Math.min(DEFAULT_LIMITS.proxyConcurrency, concurrency),
  };
}

function whole(name: keyof typeof OPTION_BOUNDS, value: string): number {
  const [least, most] = OPTION_BOUNDS[name];
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) {
    const unit = name === 'concurrency' ? '' : ', in milliseconds';
    const meant = /^\d+$/.test(value) && Number(value) > most ? most : EXAMPLES[name];
    throw usageError(`--${name} takes a whole number from ${least} to ${most}${unit}.`, `Try: --${name} ${meant}`);
  }
  return number;
}

function first<T>(...lists: readonly T[][]): T[] {
  return lists.find((list) => list.length > 0) ?? [];
}

function sshAlias(value: string): string {
  if (!SSH_ALIAS_PATTERN.test(value))
    throw usageError('--ssh-alias takes a name as you type it after ssh.', `Try: --ssh-alias ${EXAMPLES['ssh-alias']}`);
  return value;
}

function placeName(value: string): string {
  if (!PLACE_PATTERN.test(value))
    throw usageError('--place takes a name of up to 64 letters, digits and . _ : / @ -', `Try: --place ${EXAMPLES.place}`);
  return value;
}

function account(value: string): string {
  if (!ACCOUNT_PATTERN.test(value))
    throw usageError('--account takes an AWS account id of 12 digits.', `Try: --account ${EXAMPLES.account}`);
  return value;
}

/** A URL without user info, query and fragment; the removed parts count as secrets. */
function plainUrlOf(name: 'scm' | 'sso' | 'registry' | 'metrics', value: string, secrets: string[]): string {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `https://${value}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['https:', 'http:'].includes(url.protocol) || !isHost(bareHost(url.hostname)) || /\s/.test(value)) {
    throw usageError(`--${name} takes an address that starts with https://.`, `Try: --${name} ${EXAMPLES[name]}`);
  }
  const hidden = [url.password, decodedPart(url.password), ...url.searchParams.values(), url.hash.slice(1)];
  // A URL with a user name and no password usually carries a token.
  if (url.password === '') hidden.push(url.username);
  secrets.push(...hidden.filter((part) => part.length > 0));
  return `${url.protocol}//${url.host}${url.pathname}`;
}

/** True for a well-formed region name, even if AWS has no such region. */
function isRegion(value: string | undefined): value is string {
  return value !== undefined && REGION_SHAPE.test(value);
}

function checkedRegion(value: string): string {
  if (!isRegion(value)) throw usageError('--region takes the name of an AWS region.', `Try: --region ${meant(value)}`);
  return value;
}

/**
 * Recognises capital letters, an availability zone or a typo. Suggests only names that AWS publishes, because the input may be a secret.
 */
function meant(value: string): string {
  const plain = value
    .slice(0, 40)
    .toLowerCase()
    .replace(/(\d)[a-z]$/, '$1');
  return knownRegion(plain)?.name ?? nearestRegion(plain) ?? EXAMPLES.region;
}
