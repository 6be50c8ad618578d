/** Facts about keys, the agent and shared connections that can be read without using them. */
import * as z from 'zod';
import { filePath, publicText, resourceName } from '../privacy.ts';
import { SettingSource } from './place.ts';

/** A key file, of which only the public header is read. */
export const IdentityFile = z.strictObject({
  path: filePath(),
  /**
   * `locked`: protected by a passphrase. `usable`: the client would load it. `public-half`: a public key, whose private key must be in an
   * agent. `not-a-key`: other content.
   */
  state: z.enum(['missing', 'unreadable', 'too-open', 'locked', 'usable', 'public-half', 'not-a-key']),
  source: SettingSource,
  /** `ssh-ed25519`, `ssh-rsa`, …; null if the header lacks it. */
  type: publicText().nullable(),
  /** `SHA256:…` of the public key, null if the header lacks it. */
  fingerprint: resourceName().nullable(),
  mode: z.int().min(0).nullable(),
  /** The agent holds the same key; null: no agent, or an unknown public key. */
  inAgent: z.boolean().nullable(),
});
export type IdentityFile = z.infer<typeof IdentityFile>;

/** `none`: disabled by `IdentityAgent none`. `absent`: no agent is set. `unreachable`: the agent does not answer. */
export const AgentFacts = z.strictObject({
  state: z.enum(['answers', 'unreachable', 'absent', 'none']),
  keys: z.int().min(0).nullable(),
});
export type AgentFacts = z.infer<typeof AgentFacts>;

export const ControlSocketProblem = z.enum([
  'path-too-long',
  'folder-missing',
  'folder-not-writable',
  'stale-socket',
  'not-a-socket',
  'not-on-windows',
]);
export type ControlSocketProblem = z.infer<typeof ControlSocketProblem>;
