/** An SSH request's options beside its alias. */
import * as z from 'zod';
import { filePath } from '../privacy.ts';

/**
 * How far a connection goes. `reach`: to the host key, without a login and without running a command of the user's. `session`: the real
 * `ssh -v`, only with the consent `ssh-connect`, as it may start a stopped environment.
 */
export const SSH_STEPS = ['reach', 'session'] as const;
export const SshStep = z.enum(SSH_STEPS);
export type SshStep = z.infer<typeof SshStep>;

export const SshAsk = z.strictObject({
  /** `--ssh-config`: replaces the user's and the system's file. */
  configFile: filePath().nullable(),
  /** The consent `match-exec` was given. */
  matchExec: z.boolean(),
  /** The user typed the name; otherwise the target is a family (`*.gitpod.remote`). */
  isTyped: z.boolean(),
  /** Null for `ssh-config`. */
  rung: SshStep.nullable(),
});
export type SshAsk = z.infer<typeof SshAsk>;

/** The part of a request's key that distinguishes two requests about one alias. */
export function sshAskKey({ rung, configFile, matchExec }: SshAsk): string {
  return [rung, configFile === null ? null : `with ${configFile}`, matchExec ? 'match-exec' : null]
    .filter((part) => part !== null)
    .join(' ');
}
