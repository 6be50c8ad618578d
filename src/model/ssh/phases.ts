/** Phases of SSH: reading the configuration, the banner, the key exchange, the proxy command, the session. */
import * as z from 'zod';
import { phaseBase } from '../phase-base.ts';
import { filePath, freeText, hostName, publicText, resourceName } from '../privacy.ts';
import { ConfigPlace } from './place.ts';

const Port = z.int().min(1).max(65535);

/** Asking the client what a name means. What it said stands in the facts of the observation. */
export const SshConfigPhase = z.strictObject({ name: z.literal('ssh-config'), ...phaseBase });

/** From the open connection to the line `SSH-2.0-…`. */
export const BannerPhase = z.strictObject({
  name: z.literal('banner'),
  ...phaseBase,
  'server.address': hostName(),
  'server.port': Port,
  /** `SSH-2.0-OpenSSH_9.2`: protocol and software, without a comment. */
  software: publicText().nullable(),
  /** What answered instead, told by its first bytes. */
  answeredBy: z.enum(['ssh', 'http', 'tls', 'ssh-1', 'other']).nullable(),
  /** Lines before the banner, which the protocol allows. */
  linesBefore: z.int().min(0),
  receivedBytes: z.int().min(0),
});

/** Up to the host key, which is not accepted: nothing of a login happens. */
export const KexPhase = z.strictObject({
  name: z.literal('kex'),
  ...phaseBase,
  'server.address': hostName(),
  'server.port': Port,
  hostKeyType: publicText().nullable(),
  /** `SHA256:…` */
  hostKeyFingerprint: resourceName().nullable(),
  /** What the client's known_hosts files say; null where no key came. */
  known: z.enum(['known', 'unknown', 'changed', 'revoked']).nullable(),
  /** The line that says so. */
  knownAt: ConfigPlace.nullable(),
  /** What the far end offers of a kind on which nothing was in common. */
  offered: z.strictObject({ kind: z.enum(['key-exchange', 'host-key', 'cipher', 'mac']), names: z.array(publicText()) }).nullable(),
});

/** The program of a proxy command: looked at, or with consent run. */
export const ProxyCommandPhase = z.strictObject({
  name: z.literal('proxy-command'),
  ...phaseBase,
  program: filePath(),
  /** `not-found`: no such file, or not on the PATH. */
  state: z.enum(['executable', 'not-executable', 'not-found', 'a-folder']),
  /** Where the PATH finds it. */
  foundAt: filePath().nullable(),
  /** Only where it was run. */
  ended: z.enum(['banner', 'exited', 'killed', 'timeout']).nullable(),
  exitStatus: z.int().nullable(),
});

export const SSH_STAGES = [
  'reading',
  'connecting',
  'proxy-command',
  'connected',
  'banner',
  'key-exchange',
  'host-key',
  'authentication',
  'authenticated',
  'session',
] as const;

export type SshStage = (typeof SSH_STAGES)[number];

/** The real client with `-v`, in batch mode. */
export const SshSessionPhase = z.strictObject({
  name: z.literal('ssh-session'),
  ...phaseBase,
  /** The last stage that its log shows. */
  stage: z.enum(SSH_STAGES),
  exitStatus: z.int().nullable(),
  /** Methods that the far end would still take. */
  methods: z.array(publicText()),
  keysOffered: z.int().min(0),
  /** The far end said that a key would do; whether it could be used is another matter. */
  keyAccepted: z.boolean(),
  /** The offending line of a changed host key. */
  offendingKey: ConfigPlace.nullable(),
  /** The one line by which the failure was told, composed by us. */
  said: freeText().nullable(),
});
