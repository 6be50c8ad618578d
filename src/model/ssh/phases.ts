/** Phases of SSH: reading the configuration, the banner, the key exchange, the proxy command, the session. */
import * as z from 'zod';
import { phaseBase } from '../phase-base.ts';
import { filePath, freeText, hostName, publicText, resourceName } from '../privacy.ts';
import { ConfigPlace } from './place.ts';

const Port = z.int().min(1).max(65535);

/** The phase that runs `ssh -G` for a name. The observation's facts hold the result. */
export const SshConfigPhase = z.strictObject({ name: z.literal('ssh-config'), ...phaseBase });

/** The phase from the open connection to the line `SSH-2.0-…`. */
export const BannerPhase = z.strictObject({
  name: z.literal('banner'),
  ...phaseBase,
  'server.address': hostName(),
  'server.port': Port,
  /** `SSH-2.0-OpenSSH_9.2`: protocol and software, without a comment. */
  software: publicText().nullable(),
  /** The protocol that answered, recognised by its first bytes. */
  answeredBy: z.enum(['ssh', 'http', 'tls', 'ssh-1', 'other']).nullable(),
  /** Lines before the banner, which the protocol allows (RFC 4253 §4.2). */
  linesBefore: z.int().min(0),
  receivedBytes: z.int().min(0),
});

/** The phase up to the host key, which is not accepted: no login happens. */
export const KexPhase = z.strictObject({
  name: z.literal('kex'),
  ...phaseBase,
  'server.address': hostName(),
  'server.port': Port,
  hostKeyType: publicText().nullable(),
  /** `SHA256:…` */
  hostKeyFingerprint: resourceName().nullable(),
  /** How the client's known_hosts files rate the key; null if no key was received. */
  known: z.enum(['known', 'unknown', 'changed', 'revoked']).nullable(),
  /** The known_hosts line that decided this. */
  knownAt: ConfigPlace.nullable(),
  /** The server's offer for a kind that has no common algorithm. */
  offered: z.strictObject({ kind: z.enum(['key-exchange', 'host-key', 'cipher', 'mac']), names: z.array(publicText()) }).nullable(),
});

/** The program of a proxy command: inspected, or run with consent. */
export const ProxyCommandPhase = z.strictObject({
  name: z.literal('proxy-command'),
  ...phaseBase,
  program: filePath(),
  /** `not-found`: no such file, or not on the PATH. */
  state: z.enum(['executable', 'not-executable', 'not-found', 'a-folder']),
  /** The path found on the PATH. */
  foundAt: filePath().nullable(),
  /** Only if the command was run. */
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
  /** The last stage in its log. */
  stage: z.enum(SSH_STAGES),
  exitStatus: z.int().nullable(),
  /** Methods the server still accepts. */
  methods: z.array(publicText()),
  keysOffered: z.int().min(0),
  /** True if the server would accept a key, which does not mean that the key can be used. */
  keyAccepted: z.boolean(),
  /** The offending line of a changed host key. */
  offendingKey: ConfigPlace.nullable(),
  /** The failure in one line, composed by this tool. */
  said: freeText().nullable(),
});
