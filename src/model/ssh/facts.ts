/** All facts about one name from SSH's configuration. `diagnosis/` gives the verdict. */
import * as z from 'zod';
import { filePath, resourceName } from '../privacy.ts';
import { AliasSection, ConfigFile, IncludeLine, SshClient, StrayFile } from './config-files.ts';
import { AliasBranch, ConfigRefusal, EffectiveSettings, EstimatedSettings, ExecPair, QUERY_STATES, ShadowedSetting } from './effective.ts';
import { Generation } from './generation.ts';
import { AgentFacts, ControlSocketProblem, IdentityFile } from './identity.ts';
import { ConfigPatch } from './patch.ts';
import { ConfigPlace, SettingSource } from './place.ts';

/** A section that the name almost matches. */
export const NearestPattern = z.strictObject({
  pattern: resourceName(),
  place: ConfigPlace,
  /** How the nearest pattern differs from the typed name. */
  differsBy: z.enum(['case', 'trailing-dot', 'no-suffix', 'suffix', 'spelling', 'alias-of-alias']),
  /** The name as the pattern would match it; null if unknown. */
  meant: resourceName().nullable(),
});
export type NearestPattern = z.infer<typeof NearestPattern>;

/** A program that uses another configuration or client than a terminal does. */
export const OtherSshReader = z.strictObject({
  program: z.enum(['vscode', 'windows', 'wsl', 'git-bash']),
  /** The file with that setting; null if the platform implies it. */
  setBy: filePath().nullable(),
  configFile: filePath().nullable(),
  /** Whether the file exists; null if it was not checked. */
  configExists: z.boolean().nullable(),
  client: filePath().nullable(),
  /** Families with a section in that file, including its included files. */
  generations: z.array(Generation),
});
export type OtherSshReader = z.infer<typeof OtherSshReader>;

/** Whether VS Code's Remote-SSH lists the name. Users can type any other name there. */
export const VsCodeList = z.strictObject({
  /**
   * - `listed`: the list has an entry for the name.
   * - `pattern`: only a wildcard line matches it, and patterns are not listed. `file` and `line` are those of that line.
   * - `include-below-section`: its section is in a file whose Include VS Code does not follow. `file` and `line` are those of the Include.
   * - `not-parsed`: VS Code's parser refuses this file, so nothing at all is listed.
   * - `absent`: no section matches the name.
   */
  state: z.enum(['listed', 'pattern', 'include-below-section', 'not-parsed', 'absent']),
  file: filePath().nullable(),
  line: z.int().positive().nullable(),
});
export type VsCodeList = z.infer<typeof VsCodeList>;

export const SshConfigFacts = z.strictObject({
  /** Null if no ssh is on the PATH. */
  client: SshClient.nullable(),
  /** The name given to the client; null if no alias was named and none is configured. */
  asked: resourceName().nullable(),
  /** True if the user typed the name; otherwise it comes from a section of the alias family, or was invented to match its wildcard. */
  isTyped: z.boolean(),
  generation: Generation.nullable(),
  files: z.array(ConfigFile),
  includes: z.array(IncludeLine),
  sections: z.array(AliasSection),
  stray: z.array(StrayFile),
  state: z.enum(QUERY_STATES),
  pair: ExecPair,
  refusal: ConfigRefusal.nullable(),
  effective: EffectiveSettings.nullable(),
  branch: AliasBranch.nullable(),
  /** Host and Match lines that applied, of the product and others; absent if the client did not report them. */
  applied: z.array(ConfigPlace).optional(),
  /**
   * Canonicalisation of the name (ssh_config(5), CanonicalizeHostname). `not-asked`: it is on, and the client was run without it, either to
   * avoid DNS queries for a name that was not typed or because no answer came in time. The real result is unknown.
   */
  canonical: z.enum(['off', 'asked', 'not-asked']).optional(),
  /** The source of RemoteCommand, if it is set. */
  remoteCommandSetBy: SettingSource.optional(),
  listedByVsCode: VsCodeList.optional(),
  /** Set if there is no client; absent if an estimate was not possible either. */
  estimate: EstimatedSettings.optional(),
  shadowed: z.array(ShadowedSetting),
  nearest: NearestPattern.nullable(),
  /** Where a section, or its Include, belongs: above the first Host or Match line of the user's file. */
  wouldStand: ConfigPlace.nullable(),
  identities: z.array(IdentityFile),
  agent: AgentFacts.nullable(),
  controlProblem: ControlSocketProblem.nullable(),
  readers: z.array(OtherSshReader),
  patches: z.array(ConfigPatch),
  /** A limit of this tool was reached, so lists may be incomplete. */
  isCut: z.boolean(),
});
export type SshConfigFacts = z.infer<typeof SshConfigFacts>;
