/** Keys, the agent and shared connections, as far as they can be told without using any of them. */
import * as z from 'zod';
import { filePath, publicText, resourceName } from '../privacy.ts';
import { SettingSource } from './place.ts';

/**
 * `locked`: a passphrase protects it. `usable`: the client would load it as it is. `public-half`: the path names the
 * public half, whose private half an agent must hold. `not-a-key`: something else lies there.
 */
export const IDENTITY_STATES = ['missing', 'unreadable', 'too-open', 'locked', 'usable', 'public-half', 'not-a-key'] as const;

/** A key file: its public header and nothing behind it. */
export const IdentityFile = z.strictObject({
  path: filePath(),
  state: z.enum(IDENTITY_STATES),
  source: SettingSource,
  /** `ssh-ed25519`, `ssh-rsa`, …; null where the header does not say. */
  type: publicText().nullable(),
  /** `SHA256:…` of the public key, null where the header does not hold it. */
  fingerprint: resourceName().nullable(),
  mode: z.int().min(0).nullable(),
  /** The agent holds the same key; null: there is no agent, or the public key is not known. */
  inAgent: z.boolean().nullable(),
});
export type IdentityFile = z.infer<typeof IdentityFile>;

/** `none`: switched off by `IdentityAgent none`. `absent`: no agent is named. `unreachable`: one is named and does not answer. */
export const AgentFacts = z.strictObject({
  state: z.enum(['answers', 'unreachable', 'absent', 'none']),
  keys: z.int().min(0).nullable(),
});
export type AgentFacts = z.infer<typeof AgentFacts>;

export const CONTROL_PROBLEMS = [
  'path-too-long',
  'folder-missing',
  'folder-not-writable',
  'stale-socket',
  'not-a-socket',
  'not-on-windows',
] as const;
export const ControlProblem = z.enum(CONTROL_PROBLEMS);
export type ControlProblem = z.infer<typeof ControlProblem>;
