/** How SSH aliases work on this machine: the line that gives each value, the included files, and what to change. */

import { INCLUDE_WORDS, placeText, sourceText, sshRouteText } from '../../documents/evidence/alias-words.ts';
import { FAILURE_WORDS } from '../../documents/evidence/failure-words.ts';
import { joined, listed, type Say, sayer } from '../../documents/words/say.ts';
import { ESTIMATED, estimatedText, vsCodeListText } from '../../knowledge/ssh-words.ts';
import type { Observation } from '../../model/observation.ts';
import type { Session } from '../../model/session.ts';
import {
  type ConfigFile,
  type ConfigPatch,
  KEYWORD_SPELLING,
  type SettingSource,
  type SshConfigFacts,
  unifiedDiff,
} from '../../model/ssh/index.ts';
import type { PresentInput } from './input.ts';

/** An effective setting and its source. */
export interface AliasSetting {
  keyword: string;
  value: string;
  source: string;
  /** The overridden line of the product; null without one. */
  lost: string | null;
}

export interface AliasPatch {
  why: string;
  /** A unified diff. */
  diff: string;
}

export interface AliasPicture {
  /** As typed, or the name of the section that it is an example of. */
  name: string;
  isTyped: boolean;
  /** Where the name leads, in one sentence. */
  way: string;
  section: string;
  settings: AliasSetting[];
  /** Files and Include lines in ssh's reading order; `depth` 0 is a file that ssh opens itself. */
  chain: { depth: number; text: string; isGood: boolean }[];
  patches: AliasPatch[];
  /** Whether VS Code lists the name; null where that is not known. */
  list: string | null;
  /** How far a connection got; null without one. */
  connection: string | null;
}

export interface AliasView {
  /** Shown where nothing else is. */
  empty: string | null;
  aliases: AliasPicture[];
}

export function hasAliases({ requirements }: Pick<Session, 'requirements'>): boolean {
  return requirements.some(({ area }) => area === 'ssh');
}

export function presentAlias({ session, mask }: Pick<PresentInput, 'session' | 'mask'>): AliasView {
  const say = sayer(mask);
  const asked = new Map<string, AliasPicture>();
  for (const each of session.observations) {
    if (each.probe !== 'ssh-config' || each.facts === null || each.facts.asked === null) continue;
    asked.set(each.facts.asked, picture(each.facts, each.facts.asked, session.observations, say));
  }
  const looked = session.observations.some(({ probe }) => probe === 'ssh-config');
  const empty = looked
    ? 'No alias was named, and no section of Gitpod’s is configured.'
    : 'The configuration of ssh was not looked at yet.';
  return { empty: asked.size === 0 ? empty : null, aliases: [...asked.values()] };
}

function picture(facts: SshConfigFacts, name: string, observations: readonly Observation[], say: Say): AliasPicture {
  const { effective, isTyped, sections, refusal, estimate, listedByVsCode } = facts;
  const mask = (text: string) => say`${text}`;
  const applied = sections.filter((section) => section.applied === true);
  const stopped =
    refusal === null
      ? estimate === undefined
        ? 'ssh does not say where it leads'
        : `ssh ${estimatedText(name, estimate, mask)} (${ESTIMATED})`
      : joined(' ', ['ssh stops at its configuration', refusal.place !== null && say`at ${placeText(refusal.place)}`]);
  return {
    name: say`${name}`,
    isTyped,
    way: effective === null ? stopped : `ssh ${sshRouteText(facts, effective, say)}`,
    section:
      applied.length === 0
        ? facts.client === null
          ? 'not known without an ssh client'
          : 'no section of Gitpod’s fits the name'
        : listed(applied.map(({ patterns, place }) => say`Host ${patterns.join(' ')} at ${placeText(place)}`)),
    settings: effective === null ? [] : settingsOf(facts, effective, say),
    chain: chainOf(facts, say),
    patches: facts.patches.map((patch) => patchOf(patch, say)),
    list: listedByVsCode === undefined ? null : vsCodeListText(listedByVsCode, mask),
    connection: connectionOf(name, observations),
  };
}

function settingsOf({ shadowed }: SshConfigFacts, effective: NonNullable<SshConfigFacts['effective']>, say: Say): AliasSetting[] {
  const { hostname, port, user, proxyCommand, proxyJump, identityFiles, identitiesOnly, controlPath, strictHostKeyChecking } = effective;
  const lostTo = (keyword: string): string | null => {
    const lost = shadowed.find(({ winnerKeyword }) => KEYWORD_SPELLING[winnerKeyword] === keyword);
    return lost === undefined ? null : say`${KEYWORD_SPELLING[lost.keyword]} at ${placeText(lost.loser)} comes too late`;
  };
  const setting = (keyword: string, value: string, source: SettingSource): AliasSetting[] => [
    { keyword, value: say`${value}`, source: say`${sourceText(source)}`, lost: lostTo(keyword) },
  ];
  return [
    ...setting('HostName', hostname.value, hostname.source),
    ...setting('Port', String(port.value), port.source),
    ...setting('User', user.value, user.source),
    ...(proxyCommand === null ? [] : setting('ProxyCommand', proxyCommand.program, proxyCommand.source)),
    ...(proxyJump === null ? [] : setting('ProxyJump', proxyJump.hops.join(', '), proxyJump.source)),
    // Default keys are listed as one entry.
    ...identityFiles.filter(({ source }) => source.by !== 'default').flatMap(({ path, source }) => setting('IdentityFile', path, source)),
    ...(identityFiles.some(({ source }) => source.by !== 'default')
      ? []
      : setting('IdentityFile', 'the keys that ssh tries by itself', { by: 'default' })),
    ...setting('IdentitiesOnly', identitiesOnly.value ? 'yes' : 'no', identitiesOnly.source),
    ...(controlPath === null ? [] : setting('ControlPath', controlPath.path, controlPath.source)),
    ...setting('StrictHostKeyChecking', strictHostKeyChecking.value, strictHostKeyChecking.source),
  ];
}

const FILE_WORDS = {
  user: 'of the user',
  system: 'of the machine',
  included: 'included',
  named: 'named by --ssh-config',
} as const satisfies Record<ConfigFile['role'], string>;
const FILE_STATES = {
  read: null,
  missing: 'is not there',
  unreadable: 'cannot be read',
  'not-a-file': 'is no file',
  'too-large': 'is too large to be read here',
  'beyond-limit': 'was not looked at',
} as const satisfies Record<ConfigFile['state'], string | null>;

/** Included files follow the line that includes them, each listed once. */
function chainOf({ files, includes }: SshConfigFacts, say: Say): AliasPicture['chain'] {
  const told = new Set<string>();
  const below = (path: string, depth: number): AliasPicture['chain'] => {
    if (told.has(path)) return [];
    told.add(path);
    const file = files.find((each) => each.path === path);
    const state = file === undefined ? 'was not looked at' : FILE_STATES[file.state];
    const head = { depth, text: joined(', ', [say`${path}`, file !== undefined && FILE_WORDS[file.role], state]), isGood: state === null };
    const lines = includes.filter(({ place }) => place.file === path).toSorted((a, b) => a.place.line - b.place.line);
    return [
      head,
      ...lines.flatMap((line) => [
        {
          depth: depth + 1,
          text: `line ${line.place.line}: ${say`Include ${line.pattern}`} ${INCLUDE_WORDS[line.state]}`,
          isGood: line.state === 'live',
        },
        ...line.leadsTo.flatMap((to) => below(to, depth + 2)),
      ]),
    ];
  };
  return files.filter(({ role, state }) => role !== 'included' && state !== 'missing').flatMap(({ path }) => below(path, 0));
}

const PATCH_WORDS = {
  'move-include': 'The Include goes to the top of the file, where it counts for every name.',
  'uncomment-include': 'The Include counts again.',
  'add-include': 'The file of Gitpod’s is included.',
  'include-first': 'The section that lost goes above the one that won.',
  'remove-bom': 'The mark at the beginning of the file goes.',
  'replace-no-break-space': 'A no-break space becomes a blank.',
  'ignore-keyword': 'ssh passes over the keyword that it does not know.',
} as const satisfies Record<ConfigPatch['reason'], string>;

function patchOf(patch: ConfigPatch, say: Say): AliasPatch {
  const tried =
    patch.proved === null
      ? 'It was not tried.'
      : patch.proved
        ? 'It was tried on a copy: ssh then reads the name as it should.'
        : 'It was tried on a copy, and is not enough by itself.';
  return { why: `${PATCH_WORDS[patch.reason]} ${tried}`, diff: say`${unifiedDiff(patch).trimEnd()}` };
}

function connectionOf(name: string, observations: readonly Observation[]): string | null {
  const made = observations.findLast(
    ({ probe, target }) => probe === 'ssh-connect' && target.kind === 'ssh-alias' && target.pattern === name,
  );
  if (made === undefined) return null;
  if (made.state !== 'completed') return 'the connection did not come to an end';
  return made.failure === null ? 'a connection came as far as it was allowed to' : FAILURE_WORDS[made.failure.kind].remark;
}
