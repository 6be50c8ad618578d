/** The credentials that the AWS SDK would find on this machine, source by source. No secret is kept, and only the prefix of a key. */
import * as z from 'zod';
import { filePath, publicText, regionName, resourceName } from '../privacy.ts';

/** The sources in the order of the SDK for JavaScript. The content of a profile decides which of the four `profile` sources it is. */
export const CREDENTIAL_SOURCES = [
  'environment',
  'sso',
  'shared-profile',
  'login',
  'process',
  'web-identity',
  'container',
  'instance',
] as const;

export const CREDENTIAL_STATES = [
  /** The credentials are complete; only AWS knows whether it accepts them. */
  'usable',
  'absent',
  /** Incomplete: `lacks` says what is missing. */
  'incomplete',
  'expired',
  /** A command that needs consent to run. */
  'needs-consent',
  'unreadable',
  /** Refused by the SDK: a container address outside its list of trusted ones. */
  'refused',
] as const;

export const CredentialSource = z.strictObject({
  source: z.enum(CREDENTIAL_SOURCES),
  state: z.enum(CREDENTIAL_STATES),
  /** Names of missing variables, settings and files: `AWS_SECRET_ACCESS_KEY`, `sso_region`, `token`. */
  lacks: z.array(publicText()),
  profile: resourceName().nullable(),
  /** The first four characters: `AKIA` is permanent, `ASIA` temporary. */
  keyPrefix: publicText().nullable(),
  /** RFC 3339, UTC, from the file. */
  expiresAt: publicText().nullable(),
  file: filePath().nullable(),
});
export type CredentialSource = z.infer<typeof CredentialSource>;

/** The `config` or `credentials` file. `variable` is the variable that sets its path; null: it is in the home folder. */
export const SharedFile = z.strictObject({
  role: z.enum(['config', 'credentials']),
  path: filePath(),
  /** `utf-16`: written by Windows PowerShell 5, unreadable for AWS programs. */
  state: z.enum(['read', 'absent', 'unreadable', 'utf-16']),
  variable: publicText().nullable(),
});

export const REGION_SOURCES = ['AWS_REGION', 'AWS_DEFAULT_REGION', 'config'] as const;

export const CredentialFacts = z.strictObject({
  sources: z.array(CredentialSource),
  /** The first source that the SDK would use; null: none has credentials. */
  takes: z.enum(CREDENTIAL_SOURCES).nullable(),
  profile: z.strictObject({
    name: resourceName(),
    namedBy: z.enum(['person', 'AWS_PROFILE', 'default']),
    /** Whether one of the two files defines the profile. */
    exists: z.boolean(),
  }),
  files: z.array(SharedFile),
  /** The default region for calls. */
  region: z.strictObject({ name: regionName(), from: z.enum(REGION_SOURCES) }).nullable(),
});
export type CredentialFacts = z.infer<typeof CredentialFacts>;
