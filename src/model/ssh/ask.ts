/** The options of an SSH request. */
import * as z from 'zod';
import { filePath } from '../privacy.ts';

/**
 * How far to take a connection. `reach`: to the host key, without a login and without running a command of the user's. `session`: the real
 * `ssh -v`, only with the consent `ssh-connect`, because it may start a stopped environment.
 */
export const SshStep = z.enum(['reach', 'session']);
export type SshStep = z.infer<typeof SshStep>;

export const SshProbeOptions = z.strictObject({
  /** `--ssh-config`: replaces the user's and the system's file. */
  configFile: filePath().nullable(),
  /** The user gave the consent `match-exec`. */
  matchExec: z.boolean(),
  /** The user typed the name; if false, the target is a family (`*.gitpod.remote`). */
  isTyped: z.boolean(),
  rung: SshStep.nullable(),
});
export type SshProbeOptions = z.infer<typeof SshProbeOptions>;

/** The part of a request's key that distinguishes two requests about one alias. */
export function sshProbeKey({ rung, configFile, matchExec }: SshProbeOptions): string {
  return [rung, configFile === null ? null : `with ${configFile}`, matchExec ? 'match-exec' : null]
    .filter((part) => part !== null)
    .join(' ');
}
