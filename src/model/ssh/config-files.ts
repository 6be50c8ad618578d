/** The files that the client reads, with their includes and the product's sections. Nothing else is kept. */
import * as z from 'zod';
import { filePath, publicText, resourceName } from '../privacy.ts';
import { Generation } from './generation.ts';
import { ConfigPlace } from './place.ts';

/** Bytes that give a line another meaning than it appears to have. Most of them make the client refuse the whole file. */
export const TEXT_MARKS = ['bom', 'no-break-space', 'merge-marks', 'lone-cr', 'continuation', 'binary', 'curly-quotes'] as const;
export const TextMark = z.strictObject({ mark: z.enum(TEXT_MARKS), line: z.int().positive() });
export type TextMark = z.infer<typeof TextMark>;

export const ConfigFile = z.strictObject({
  path: filePath(),
  /** `named`: the file of `--ssh-config`, which replaces the user's and the system's. */
  role: z.enum(['user', 'system', 'included', 'named']),
  /**
   * - `not-a-file`: a pipe, a device or a folder, which we do not open because the client may block on it.
   * - `too-large`: larger than we read.
   * - `beyond-limit`: not opened, because enough files were read.
   */
  state: z.enum(['read', 'missing', 'unreadable', 'not-a-file', 'too-large', 'beyond-limit']),
  /**
   * The result of the client's own check: the owner must be the account or root, and other users may not write. Some distributions let a
   * private group write. `not-checked`: no such check for this role or platform.
   */
  permissions: z.enum(['fit', 'foreign-owner', 'writable-by-group', 'writable-by-others', 'not-checked']),
  /** Permission bits as a number (0o644 is 420); null if the platform has none or they could not be read. */
  mode: z.int().min(0).nullable(),
  bytes: z.int().min(0).nullable(),
  marks: z.array(TextMark),
});
export type ConfigFile = z.infer<typeof ConfigFile>;

export const IncludeLine = z.strictObject({
  place: ConfigPlace,
  /** One path, as the line spells it. */
  pattern: filePath(),
  /**
   * - `live`: read for every name, or inside a section that matched.
   * - `dead-block`: below a Host or Match line that does not match, so its files are read without effect.
   * - `not-reached`: in a file that is itself not read.
   * - `commented`: disabled by a `#`.
   * - `matches-nothing`: no such file, which the client ignores silently.
   * - `unresolved`: unknown, as the client did not get that far.
   */
  state: z.enum(['live', 'dead-block', 'not-reached', 'commented', 'matches-nothing', 'unresolved']),
  /** The Host or Match line above it; null at the top of a file. */
  below: ConfigPlace.nullable(),
  leadsTo: z.array(filePath()),
  /** The path belongs to the product, or the included file has a section of the product. */
  isOurs: z.boolean(),
});
export type IncludeLine = z.infer<typeof IncludeLine>;

/** A Host line with patterns of the product's alias families. */
export const AliasSection = z.strictObject({
  place: ConfigPlace,
  /** The patterns of the families. Other patterns on the same line are dropped. */
  patterns: z.array(resourceName()),
  generations: z.array(Generation),
  /** Whether the client applied the section to the requested name. Null if the client was not run, or did not report it. */
  applied: z.boolean().nullable(),
  /** True if the client reads the file, even if only in a section without effect. */
  isRead: z.boolean(),
});
export type AliasSection = z.infer<typeof AliasSection>;

/** A file of the product's programs that no line includes. */
export const StrayFile = z.strictObject({ path: filePath(), generations: z.array(Generation) });
export type StrayFile = z.infer<typeof StrayFile>;

/** An ssh program, with the version it prints: `OpenSSH_9.2p1 Debian-2`; null if it prints none. */
export const SshProgram = z.strictObject({ path: filePath(), version: publicText().nullable() });
export type SshProgram = z.infer<typeof SshProgram>;

/** The client that a terminal uses, and the others on the PATH. */
export const SshClient = z.strictObject({ ...SshProgram.shape, others: z.array(SshProgram) });
export type SshClient = z.infer<typeof SshClient>;
