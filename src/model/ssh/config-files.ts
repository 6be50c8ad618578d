/** Files that the client reads, and what is in them of the product's: includes and sections. Nothing else is kept. */
import * as z from 'zod';
import { filePath, publicText, resourceName } from '../privacy.ts';
import { Generation } from './generation.ts';
import { ConfigPlace } from './place.ts';

/** `named`: the file of `--ssh-config`, which takes the place of the user's and the system's. */
export const CONFIG_FILE_ROLES = ['user', 'system', 'included', 'named'] as const;

/**
 * - `not-a-file`: a pipe, a device or a folder, which we do not open and the client may wait on for ever.
 * - `too-large`: longer than we read.
 * - `beyond-limit`: not looked at, as enough files were read.
 */
export const CONFIG_FILE_STATES = ['read', 'missing', 'unreadable', 'not-a-file', 'too-large', 'beyond-limit'] as const;

/** Bytes that make a line something else than it looks like; most of them make the client refuse the whole file. */
export const TEXT_MARKS = ['bom', 'no-break-space', 'merge-marks', 'lone-cr', 'continuation', 'binary', 'curly-quotes'] as const;
export const TextMark = z.strictObject({ mark: z.enum(TEXT_MARKS), line: z.int().positive() });
export type TextMark = z.infer<typeof TextMark>;

/**
 * What the client's own check would say: it wants the account or root as owner, and nobody else who can write. Some
 * distributions let a private group write. `not-checked`: for this role, or on this platform, there is no such check.
 */
export const PERMISSION_STATES = ['fit', 'foreign-owner', 'writable-by-group', 'writable-by-others', 'not-checked'] as const;

export const ConfigFile = z.strictObject({
  path: filePath(),
  role: z.enum(CONFIG_FILE_ROLES),
  state: z.enum(CONFIG_FILE_STATES),
  permissions: z.enum(PERMISSION_STATES),
  /** Permission bits, as a number (0o644 is 420); null where the platform has none or the file could not be asked. */
  mode: z.int().min(0).nullable(),
  bytes: z.int().min(0).nullable(),
  marks: z.array(TextMark),
});
export type ConfigFile = z.infer<typeof ConfigFile>;

/**
 * - `live`: read for every name, or inside a section that matched.
 * - `dead-block`: stands below a Host or Match line that does not match, so its files are read and nothing of them counts.
 * - `not-reached`: in a file that is itself not read.
 * - `commented`: switched off by a `#`.
 * - `matches-nothing`: no file bears that name, which the client passes over in silence.
 * - `unresolved`: nobody could tell, as the client did not get that far.
 */
export const INCLUDE_STATES = ['live', 'dead-block', 'not-reached', 'commented', 'matches-nothing', 'unresolved'] as const;

export const IncludeLine = z.strictObject({
  place: ConfigPlace,
  /** As the line spells it, one path of it. */
  pattern: filePath(),
  state: z.enum(INCLUDE_STATES),
  /** The Host or Match line above it, null at the top of a file. */
  below: ConfigPlace.nullable(),
  leadsTo: z.array(filePath()),
  /** The path, or a section in a file that it leads to, is the product's. */
  isOurs: z.boolean(),
});
export type IncludeLine = z.infer<typeof IncludeLine>;

/** A Host line of the product's families. */
export const AliasSection = z.strictObject({
  place: ConfigPlace,
  /** Only patterns of the families; others on the same line are left out. */
  patterns: z.array(resourceName()),
  generations: z.array(Generation),
  /** The client applied it for the name that was asked about. Null: it was not asked, or did not say. */
  applied: z.boolean().nullable(),
  /** The file is read by the client at all, dead blocks included. */
  isRead: z.boolean(),
});
export type AliasSection = z.infer<typeof AliasSection>;

/** A file where the product's programs write, which no line includes. */
export const StrayFile = z.strictObject({ path: filePath(), generations: z.array(Generation) });
export type StrayFile = z.infer<typeof StrayFile>;

/** An ssh program. The version is what it says itself: `OpenSSH_9.2p1 Debian-2`; null if it would not say. */
export const SshProgram = z.strictObject({ path: filePath(), version: publicText().nullable() });
export type SshProgram = z.infer<typeof SshProgram>;

/** The client that a terminal finds, and the others further down the PATH. */
export const SshClient = z.strictObject({ ...SshProgram.shape, others: z.array(SshProgram) });
export type SshClient = z.infer<typeof SshClient>;
