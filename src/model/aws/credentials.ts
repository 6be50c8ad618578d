/** What the AWS SDK would find on this machine, source by source: no secret, and of a key no more than its prefix. */
import * as z from 'zod';
import { filePath, publicText, regionName, resourceName } from '../privacy.ts';

/** In the order in which the SDK for JavaScript tries them. A profile stands for one of four sources, by what it holds. */
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
  /** Everything is there. Whether AWS accepts it only AWS knows. */
  'usable',
  'absent',
  /** Begun and not finished: `lacks` says what is missing. */
  'incomplete',
  'expired',
  /** It is a command, and nobody has agreed that it runs. */
  'needs-consent',
  'unreadable',
  /** The SDK refuses it: a container address that is none of those it trusts. */
  'refused',
] as const;

export const CredentialSource = z.strictObject({
  source: z.enum(CREDENTIAL_SOURCES),
  state: z.enum(CREDENTIAL_STATES),
  /** Names of variables, settings and files that are missing: `AWS_SECRET_ACCESS_KEY`, `sso_region`, `token`. */
  lacks: z.array(publicText()),
  profile: resourceName().nullable(),
  /** The first four characters: `AKIA` lasts, `ASIA` is temporary. */
  keyPrefix: publicText().nullable(),
  /** RFC 3339, UTC, as the file says. */
  expiresAt: publicText().nullable(),
  file: filePath().nullable(),
});
export type CredentialSource = z.infer<typeof CredentialSource>;

/** `config` and `credentials`, and the variable that moves them; null: they lie in the home folder. */
export const SharedFile = z.strictObject({
  role: z.enum(['config', 'credentials']),
  path: filePath(),
  /** `utf-16`: as Windows PowerShell 5 writes files, which no AWS program reads. */
  state: z.enum(['read', 'absent', 'unreadable', 'utf-16']),
  variable: publicText().nullable(),
});

export const REGION_SOURCES = ['AWS_REGION', 'AWS_DEFAULT_REGION', 'config'] as const;

export const CredentialFacts = z.strictObject({
  /** Every source, in the SDK's order. */
  sources: z.array(CredentialSource),
  /** The first that the SDK would use; null: it ends without credentials. */
  takes: z.enum(CREDENTIAL_SOURCES).nullable(),
  profile: z.strictObject({
    name: resourceName(),
    namedBy: z.enum(['person', 'AWS_PROFILE', 'default']),
    /** It stands in one of the two files. */
    exists: z.boolean(),
  }),
  files: z.array(SharedFile),
  /** Where a call goes if nobody says otherwise. */
  region: z.strictObject({ name: regionName(), from: z.enum(REGION_SOURCES) }).nullable(),
});
export type CredentialFacts = z.infer<typeof CredentialFacts>;
