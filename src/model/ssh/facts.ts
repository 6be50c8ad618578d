/** All that one look at SSH's configuration tells about one name. Facts: what of it is wrong is for `diagnosis/`. */
import * as z from 'zod';
import { filePath, resourceName } from '../privacy.ts';
import { AliasSection, ConfigFile, IncludeLine, SshClient, StrayFile } from './config-files.ts';
import { AliasBranch, ASKED_STATES, ConfigRefusal, EffectiveSettings, EstimatedSettings, ExecPair, ShadowedSetting } from './effective.ts';
import { Generation } from './generation.ts';
import { AgentFacts, ControlProblem, IdentityFile } from './identity.ts';
import { ConfigPatch } from './patch.ts';
import { ConfigPlace, SettingSource } from './place.ts';

/** How the nearest pattern differs from what was typed. */
export const NEAR_MISSES = ['case', 'trailing-dot', 'no-suffix', 'suffix', 'spelling', 'alias-of-alias'] as const;

/** A section that the name nearly matches. */
export const NearestPattern = z.strictObject({
  pattern: resourceName(),
  place: ConfigPlace,
  differsBy: z.enum(NEAR_MISSES),
  /** The name as the pattern would take it; null where that cannot be told. */
  meant: resourceName().nullable(),
});
export type NearestPattern = z.infer<typeof NearestPattern>;

/** A program that reads another configuration, or runs another client, than a terminal does. */
export const OtherReader = z.strictObject({
  program: z.enum(['vscode', 'windows', 'wsl', 'git-bash']),
  /** Where that is set; null where it follows from the platform. */
  setBy: filePath().nullable(),
  configFile: filePath().nullable(),
  /** Null: nobody looked, or there is no file of that name. */
  configExists: z.boolean().nullable(),
  client: filePath().nullable(),
  /** Families with a section in that file; their own files included. */
  generations: z.array(Generation),
});
export type OtherReader = z.infer<typeof OtherReader>;

/**
 * Canonicalisation of the name (ssh_config(5), CanonicalizeHostname). `not-asked`: it is on and the client was asked with it off, as
 * it would have asked DNS for a name that was not typed, or found no answer in time: what it really does with the name is not known.
 */
export const CANONICAL_STATES = ['off', 'asked', 'not-asked'] as const;

/**
 * - `listed`: the name is an entry of its own.
 * - `pattern`: only a line with a wildcard fits it, and patterns are left out. The place is that line.
 * - `include-below-section`: its section is in a file that is included where VS Code follows no Include. The place is the Include.
 * - `not-parsed`: VS Code's reader refuses this file, so that nothing at all is listed.
 * - `absent`: no section is for the name.
 */
export const VS_CODE_LIST_STATES = ['listed', 'pattern', 'include-below-section', 'not-parsed', 'absent'] as const;

/** Whether VS Code's Remote-SSH offers the name to choose from; any name can be typed there. */
export const VsCodeList = z.strictObject({
  state: z.enum(VS_CODE_LIST_STATES),
  file: filePath().nullable(),
  line: z.int().positive().nullable(),
});
export type VsCodeList = z.infer<typeof VsCodeList>;

export const SshConfigFacts = z.strictObject({
  /** Null: no ssh on the PATH. */
  client: SshClient.nullable(),
  /** The name that the client was asked about. Null: no alias was named and none is configured. */
  asked: resourceName().nullable(),
  /** The person named it; otherwise it was taken from a section of the family, or made up to fit its wildcard. */
  isTyped: z.boolean(),
  generation: Generation.nullable(),
  files: z.array(ConfigFile),
  includes: z.array(IncludeLine),
  sections: z.array(AliasSection),
  stray: z.array(StrayFile),
  state: z.enum(ASKED_STATES),
  pair: ExecPair,
  refusal: ConfigRefusal.nullable(),
  effective: EffectiveSettings.nullable(),
  branch: AliasBranch.nullable(),
  /** Host and Match lines that applied, the product's and others; absent where the client did not say. */
  applied: z.array(ConfigPlace).optional(),
  canonical: z.enum(CANONICAL_STATES).optional(),
  /** Who set RemoteCommand, where one is set. */
  remoteCommandSetBy: SettingSource.optional(),
  listedByVsCode: VsCodeList.optional(),
  /** Where there is no client; absent where nothing could be estimated either. */
  estimate: EstimatedSettings.optional(),
  shadowed: z.array(ShadowedSetting),
  nearest: NearestPattern.nullable(),
  /** Where a section, or the Include of one, would have to stand: above the first Host or Match line of the user's file. */
  wouldStand: ConfigPlace.nullable(),
  identities: z.array(IdentityFile),
  agent: AgentFacts.nullable(),
  controlProblem: ControlProblem.nullable(),
  readers: z.array(OtherReader),
  patches: z.array(ConfigPatch),
  /** A limit of ours was met, so that lists may lack something. */
  isCut: z.boolean(),
});
export type SshConfigFacts = z.infer<typeof SshConfigFacts>;
