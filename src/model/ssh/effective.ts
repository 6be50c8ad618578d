/** The effective settings of one name (`ssh -G`), the source of each value, and the reason for a refusal. */
import * as z from 'zod';
import { filePath, freeText, hostAlias, hostPattern, publicText, userName } from '../privacy.ts';
import { HOST_NAME_FAULTS } from './host-name-form.ts';
import { ConfigPlace, SettingSource } from './place.ts';

const source = { source: SettingSource };

/** A proxy command. Only its program is kept, because arguments may hold logins. */
export const ProxyCommand = z.strictObject({
  program: filePath(),
  /** Recognised by structure (name, `environment ssh`, `--proxy-connect`), because the program that writes the line is closed source. */
  kind: z.enum(['gitpod-cli', 'ona-cli', 'classic-launcher', 'netcat', 'ssh', 'aws-ssm', 'other']),
  ...source,
});
export type ProxyCommand = z.infer<typeof ProxyCommand>;

export const EffectiveSettings = z.strictObject({
  /** The client's value, which may be an invalid host. The kind of error is stored, because a masked value hides it. */
  hostname: z.strictObject({ value: hostAlias(), fault: z.enum(HOST_NAME_FAULTS).optional(), ...source }),
  user: z.strictObject({ value: userName(), ...source }),
  port: z.strictObject({ value: z.int().min(0).max(65535), ...source }),
  proxyCommand: ProxyCommand.nullable(),
  /** The hops in order, without users and ports. */
  proxyJump: z.strictObject({ hops: z.array(hostPattern()), ...source }).nullable(),
  /** In order of use. The client's defaults have the source `default`. */
  identityFiles: z.array(z.strictObject({ path: filePath(), ...source })),
  identitiesOnly: z.strictObject({ value: z.boolean(), ...source }),
  controlMaster: z.strictObject({ value: publicText(), ...source }),
  /** With tokens expanded; null if connections are not shared. */
  controlPath: z.strictObject({ path: filePath(), ...source }).nullable(),
  /** Spelt as in ssh_config(5); the client prints `yes` as `true`. */
  strictHostKeyChecking: z.strictObject({ value: z.enum(['yes', 'no', 'accept-new', 'ask']), ...source }),
  hostKeyAlias: z.strictObject({ value: hostAlias(), ...source }).nullable(),
  userKnownHostsFiles: z.array(filePath()),
  globalKnownHostsFiles: z.array(filePath()),
  canonicalizeHostname: z.strictObject({ value: publicText(), ...source }),
  /** Whether RemoteCommand is set. The command itself is not kept. */
  hasRemoteCommand: z.boolean(),
  hasKnownHostsCommand: z.boolean(),
  connectTimeoutSeconds: z.int().min(0).nullable(),
});
export type EffectiveSettings = z.infer<typeof EffectiveSettings>;

/** The settings of a name according to the files. The npm package ssh-config reads them if there is no client. */
export const EstimatedSettings = z.strictObject({
  /** The typed name itself if no line sets HostName. */
  hostname: hostAlias(),
  user: userName().nullable(),
  port: z.int().min(0).max(65535),
  proxyCommand: ProxyCommand.omit({ source: true }).nullable(),
  proxyJump: z.array(hostPattern()).nullable(),
  /** True if a Match line has criteria that only a client can evaluate, or a command that was not run. */
  isPartial: z.boolean(),
});
export type EstimatedSettings = z.infer<typeof EstimatedSettings>;

/** Keywords whose override changes a connection's destination or user. */
export const DestinationKeyword = z.enum(['hostname', 'user', 'port', 'proxycommand', 'proxyjump', 'identityfile', 'identitiesonly']);
export type DestinationKeyword = z.infer<typeof DestinationKeyword>;

/** The spelling of ssh_config(5). */
export const KEYWORD_SPELLING = {
  hostname: 'HostName',
  user: 'User',
  port: 'Port',
  proxycommand: 'ProxyCommand',
  proxyjump: 'ProxyJump',
  identityfile: 'IdentityFile',
  identitiesonly: 'IdentitiesOnly',
} as const satisfies Record<DestinationKeyword, string>;

/** A line of the product's section that applies and that an earlier line overrides. */
export const ShadowedSetting = z.strictObject({
  keyword: DestinationKeyword,
  /** The winning keyword, which may be another one: the first of ProxyJump and ProxyCommand wins. */
  winnerKeyword: DestinationKeyword,
  winner: SettingSource,
  loser: ConfigPlace,
  /** True if the winning line is also in a section of the product (GD814). */
  winnerIsOurs: z.boolean(),
});
export type ShadowedSetting = z.infer<typeof ShadowedSetting>;

/** How the client reaches a name: at an address, through a program, over another host, or only by DNS. */
export const AliasBranch = z.enum(['address', 'proxy-command', 'jump', 'none']);
export type AliasBranch = z.infer<typeof AliasBranch>;

export const ConfigRefusal = z.strictObject({
  /** The line that the client names; null if it names only a file (permissions) or nothing. */
  place: ConfigPlace.nullable(),
  /** The file without a line, if the client names no line. */
  file: filePath().nullable(),
  reason: z.enum([
    'unknown-keyword',
    'missing-argument',
    'extra-arguments',
    'bad-value',
    'bad-match',
    'include-recursion',
    'bad-include-path',
    'permissions',
    'unreadable',
    'bom',
    'no-break-space',
    'merge-marks',
    'binary',
    'jump-loop',
    'bad-name',
    'bad-token',
    'other',
  ]),
  /** The keyword at which the client stopped, if it is a word. */
  keyword: freeText().nullable(),
});
export type ConfigRefusal = z.infer<typeof ConfigRefusal>;

/**
 * - `answered`: effective values were printed.
 * - `refused`: the client ended with a configuration error.
 * - `timeout`: it hung and was ended (a named pipe, an unresponsive share).
 * - `too-much`: it printed more than we read.
 * - `not-asked`: no client, no name, or a name that we do not pass to a program.
 */
export const QUERY_STATES = ['answered', 'refused', 'timeout', 'too-much', 'not-asked'] as const;

/**
 * The results of `ssh -G` with every `Match exec` taken as false, and as true. `differs`: the answer depends on a command, which was not
 * run. `not-possible`: the shell cannot be replaced on this platform.
 */
export const ExecPair = z.strictObject({
  state: z.enum(['equal', 'differs', 'not-possible', 'not-asked']),
  /** Keywords that differ in the client's output, in lower case. */
  keywords: z.array(publicText()),
  /** Match lines with an `exec` criterion that the client reached. */
  lines: z.array(ConfigPlace),
  /** With the consent `match-exec` the commands were run, and `effective` is the client's real result. */
  ran: z.boolean(),
});
export type ExecPair = z.infer<typeof ExecPair>;
