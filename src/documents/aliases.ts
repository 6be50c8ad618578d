/** How SSH aliases work on this machine: the line that sets each value, the included files, and the changes that would help. */
import { ESTIMATED_REMARK, estimatedText, vsCodeListText } from '../knowledge/ssh-words.ts';
import type { Observation } from '../model/observation.ts';
import {
  type ConfigFile,
  type ConfigPatch,
  KEYWORD_SPELLING,
  type SettingSource,
  type SshConfigFacts,
  unifiedDiff,
} from '../model/ssh/index.ts';
import {
  type Block,
  command,
  type Fact,
  list,
  type Panes,
  paragraph,
  type Section,
  section,
  sectionOf,
  type Text,
} from '../render/block.ts';
import { INCLUDE_WORDS, placeText, sourceText, sshRouteText } from './evidence/alias-words.ts';
import { FAILURE_WORDS } from './evidence/failure-words.ts';
import type { DocumentSubject } from './subject.ts';
import { createSay, joined, type Say, toList } from './words/say.ts';

export function aliasDocument({ session, mask }: Pick<DocumentSubject, 'session' | 'mask'>): Panes {
  const { observations } = session;
  const say = createSay(mask);
  const asked = new Map(
    observations.flatMap((each) =>
      each.probe === 'ssh-config' && each.facts !== null && each.facts.asked !== null ? [[each.facts.asked, each.facts] as const] : [],
    ),
  );
  const looked = observations.some(({ probe }) => probe === 'ssh-config');
  const empty = looked ? 'No alias was named, and no section of Gitpod’s is configured.' : 'The SSH configuration was not read yet.';
  return {
    main: asked.size === 0 ? [paragraph(empty)] : [...asked].map(([name, facts]) => settingsSection(name, facts, observations, say)),
    beside: [...asked.values()].flatMap((facts) => filesOf(facts, say)),
  };
}

/** What the name resolves to, and the line that sets each value. */
function settingsSection(name: string, facts: SshConfigFacts, observations: readonly Observation[], say: Say): Section {
  const { effective, isTyped, listedByVsCode } = facts;
  const fact = (label: string, text: string | null): Fact[] => (text === null ? [] : [{ label, text }]);
  const about = [...fact('section', matchedText(facts, say)), ...fact('tried', connectionOf(name, observations))];
  const inList = fact('VS Code', listedByVsCode === undefined ? null : vsCodeListText(listedByVsCode, (text) => say`${text}`));
  return section(isTyped ? say`${name}` : say`${name}, an example for its section`, [
    paragraph(effective === null ? stoppedText(name, facts, say) : `ssh ${sshRouteText(facts, effective, say)}`),
    { kind: 'facts', facts: about },
    ...sectionOf(
      'The values, and the lines that set them',
      effective === null ? [] : [{ kind: 'facts', facts: settingsOf(facts, effective, say) }],
    ),
    ...(inList.length === 0 ? [] : [{ kind: 'facts', facts: inList } satisfies Block]),
  ]);
}

function stoppedText(name: string, { refusal, estimate }: SshConfigFacts, say: Say): string {
  if (refusal !== null)
    return joined(' ', ['ssh stops at its configuration', refusal.place !== null && say`at ${placeText(refusal.place)}`]);
  return estimate === undefined
    ? 'ssh does not say where the name leads'
    : `ssh ${estimatedText(name, estimate, (text) => say`${text}`)} (${ESTIMATED_REMARK})`;
}

function matchedText({ sections, client }: SshConfigFacts, say: Say): string {
  const applied = sections.filter((each) => each.applied === true);
  if (applied.length > 0) return toList(applied.map(({ patterns, place }) => say`Host ${patterns.join(' ')} at ${placeText(place)}`));
  return client === null ? 'not known without an ssh client' : 'no section of Gitpod’s fits the name';
}

function settingsOf({ shadowed }: SshConfigFacts, effective: NonNullable<SshConfigFacts['effective']>, say: Say): Fact[] {
  const { hostname, port, user, proxyCommand, proxyJump, identityFiles, identitiesOnly, controlPath, strictHostKeyChecking } = effective;
  const setting = (label: string, value: string, source: SettingSource): Fact[] => {
    const lost = shadowed.find(({ winnerKeyword }) => KEYWORD_SPELLING[winnerKeyword] === label);
    const late =
      lost === undefined
        ? []
        : [{ strong: say`; ${KEYWORD_SPELLING[lost.keyword]} at ${placeText(lost.loser)} is ignored, because it comes later` }];
    return [{ label, text: [say`${value}`, { quiet: say`, ${sourceText(source)}` }, ...late] }];
  };
  return [
    ...setting('HostName', hostname.value, hostname.source),
    ...setting('Port', String(port.value), port.source),
    ...setting('User', user.value, user.source),
    ...(proxyCommand === null ? [] : setting('ProxyCommand', proxyCommand.program, proxyCommand.source)),
    ...(proxyJump === null ? [] : setting('ProxyJump', proxyJump.hops.join(', '), proxyJump.source)),
    // All default keys are listed as one entry.
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
  missing: 'does not exist',
  unreadable: 'cannot be read',
  'not-a-file': 'is not a file',
  'too-large': 'is too large to be read',
  'beyond-limit': 'was not read',
} as const satisfies Record<ConfigFile['state'], string | null>;

/** The files that ssh reads, and the changes to these files that would help. */
function filesOf(facts: SshConfigFacts, say: Say): Section[] {
  const { patches } = facts;
  return [
    ...sectionOf('What ssh reads, in this order', list(filesRead(facts, say))),
    ...sectionOf(patches.length > 1 ? 'Changes that repair it' : 'The change that repairs it', [
      ...patches.flatMap((patch) => patchBlocks(patch, say)),
      ...(patches.length === 0 ? [] : [paragraph([{ quiet: 'gitpod-doctor changed nothing.' }])]),
    ]),
  ];
}

/** Included files follow the line that includes them, without duplicates. Lines without an effect are marked. */
function filesRead({ files, includes }: SshConfigFacts, say: Say): Text[] {
  const seen = new Set<string>();
  const read = (path: string): Text[] => {
    if (seen.has(path)) return [];
    seen.add(path);
    const file = files.find((each) => each.path === path);
    const state = file === undefined ? 'was not read' : FILE_STATES[file.state];
    const name = joined(', ', [say`${path}`, file !== undefined && FILE_WORDS[file.role], state]);
    const lines = includes.filter(({ place }) => place.file === path).toSorted((a, b) => a.place.line - b.place.line);
    return [
      state === null ? name : [{ strong: name }],
      ...lines.flatMap((line) => {
        const text = say`${placeText(line.place)}: Include ${line.pattern} ${INCLUDE_WORDS[line.state]}`;
        return [line.state === 'live' ? text : [{ strong: text }], ...line.leadsTo.flatMap(read)];
      }),
    ];
  };
  return files.filter(({ role, state }) => role !== 'included' && state !== 'missing').flatMap(({ path }) => read(path));
}

const PATCH_WORDS = {
  'move-include': 'This moves the Include to the top of the file, where it applies to every name.',
  'uncomment-include': 'This makes the Include apply again.',
  'add-include': 'This includes the file of Gitpod’s CLI.',
  'include-first': 'This moves the ignored section above the section that overrides it.',
  'remove-bom': 'This removes the byte order mark at the beginning of the file.',
  'replace-no-break-space': 'This replaces a no-break space by a normal space.',
  'ignore-keyword': 'This makes ssh ignore the keyword that it does not know.',
} as const satisfies Record<ConfigPatch['reason'], string>;

function patchBlocks(patch: ConfigPatch, say: Say): Block[] {
  const tried =
    patch.proved === null
      ? 'This change was not tested.'
      : patch.proved
        ? 'Tested on a copy: ssh then reads the name correctly.'
        : 'Tested on a copy: this change alone is not enough.';
  return [paragraph(`${PATCH_WORDS[patch.reason]} ${tried}`), command(say`${unifiedDiff(patch).trimEnd()}`)];
}

function connectionOf(name: string, observations: readonly Observation[]): string | null {
  const made = observations.findLast(
    ({ probe, target }) => probe === 'ssh-connect' && target.kind === 'ssh-alias' && target.pattern === name,
  );
  if (made === undefined) return null;
  if (made.state !== 'completed') return 'the connection attempt did not finish';
  return made.failure === null ? 'the test connection went as far as you allowed' : FAILURE_WORDS[made.failure.kind].remark;
}
