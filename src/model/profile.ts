/** What is known before any measurement: the user's answers and flags, and evidence on the machine. */
import * as z from 'zod';
import { LaunchShape } from './aws/ask.ts';
import { PastedImageAccess } from './aws/pasted-images.ts';
import { PastedInstallation } from './installation.ts';
import { accountId, filePath, freeText, hostName, ipAddress, plainUrl, publicText, regionName, resourceName } from './privacy.ts';
import { CONSENTS, EDITIONS, STATED_IDES, SYMPTOMS } from './profile-words.ts';
import { RunnerKind, Vantage } from './vantage.ts';

export { CONSENTS, STATED_IDES, SYMPTOMS };

export const Symptom = z.enum(SYMPTOMS);
export type Symptom = z.infer<typeof Symptom>;

export const Consent = z.enum(CONSENTS);
export type Consent = z.infer<typeof Consent>;

export const Profile = z.strictObject({
  from: Vantage.nullable(),
  /** How `from` was determined. `found`: by evidence of both EC2 and the product. `unsure`: `from` is null. */
  fromIs: z.enum(['found', 'stated', 'unsure']),
  runner: RunnerKind.nullable(),
  regions: z.array(regionName()),
  account: accountId().nullable(),
  ide: z.array(z.enum(STATED_IDES)),
  scm: z.array(plainUrl()),
  sso: z.array(plainUrl()),
  registry: z.array(plainUrl()),
  metrics: z.array(plainUrl()),
  sshAlias: z.array(resourceName()),
  awsProfile: resourceName().nullable(),
  symptom: Symptom.nullable(),
  runnerId: resourceName().nullable(),
  runnerVersion: publicText().nullable(),
  environmentId: resourceName().nullable(),
  /** The user's own name for this machine among many (`--place`). */
  place: resourceName().optional(),
  ticket: resourceName().nullable(),
  note: freeText().nullable(),
  consents: z.array(Consent),
  /** The kind of installation (`--edition`). Absent: the published document. */
  edition: z.enum(EDITIONS).optional(),
  /** `found`: signs show the edition. `unsure`: the user does not know it, and no sign shows it. Absent: stated, or the default. */
  editionIs: z.enum(['stated', 'found', 'unsure']).optional(),
  /** The signs of the installation in pasted configuration or output (`--edition-from`). */
  installation: PastedInstallation.optional(),
  /** The runner's own domain (`--runner-domain`). */
  runnerDomain: hostName().optional(),
  /** A running environment, by name or address (`--environment-address`). */
  environmentAddress: hostName().optional(),
  /** The user's own listener outside the firewall on UDP 4242 (`--far-end`). */
  farEnd: ipAddress().optional(),
  /** SSH configuration that replaces the user's and the system's (`--ssh-config`). */
  sshConfig: filePath().optional(),
  /** The network team's certificates (`--ca-file`): tried as the fix for TLS interception. */
  caFile: filePath().optional(),
  /** The proxy script of `--pac` without path and query, which may hold tokens; `file` for one on this machine. */
  pac: plainUrl().optional(),
  /** How the runner launches instances (`--launch-subnet` and the other `--launch-*` flags), for the dry run. */
  launch: LaunchShape.optional(),
  /** AWS output that another person obtained (`--allowed-images`, `--images`); it replaces those calls. */
  pasted: PastedImageAccess.optional(),
});
export type Profile = z.infer<typeof Profile>;

export const EMPTY_PROFILE: Profile = {
  from: null,
  fromIs: 'unsure',
  runner: null,
  regions: [],
  account: null,
  ide: [],
  scm: [],
  sso: [],
  registry: [],
  metrics: [],
  sshAlias: [],
  awsProfile: null,
  symptom: null,
  runnerId: null,
  runnerVersion: null,
  environmentId: null,
  ticket: null,
  note: null,
  consents: [],
};

/** Duration and concurrency of a sweep; milliseconds and a count. */
export const Limits = z.strictObject({
  /** One stage of a probe, other than DNS. */
  stageMs: z.int().positive(),
  dnsMs: z.int().positive(),
  /** The maximum wait for a lookup if resolvers are slow. Absent: `dnsMs`. */
  longestDnsMs: z.int().positive().optional(),
  /** The whole sweep, follow-ups included. */
  deadlineMs: z.int().positive(),
  /** The maximum deadline if round trips are slow. Absent: `deadlineMs`. */
  longestMs: z.int().positive().optional(),
  concurrency: z.int().positive(),
  /** The concurrency through a proxy, which may treat a burst as abuse. */
  proxyConcurrency: z.int().positive(),
});
export type Limits = z.infer<typeof Limits>;

export const DEFAULT_LIMITS: Limits = {
  stageMs: 4000,
  dnsMs: 2000,
  longestDnsMs: 7000,
  deadlineMs: 20_000,
  longestMs: 60_000,
  concurrency: 32,
  proxyConcurrency: 8,
};

/** Extends a duration in proportion to the stage limit, if that exceeds the default. Never shortens it. */
export function scaleToLimits(ms: number, { stageMs }: Limits): number {
  return Math.round(ms * Math.max(1, stageMs / DEFAULT_LIMITS.stageMs));
}
