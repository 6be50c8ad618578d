/** Reads the SSH configuration for one alias: files, the client's own answer, sources, keys, and changes that would help. */
import {
  type ConfigPlace,
  type Generation,
  generationOf,
  isPlainDestination,
  nameOf,
  type OtherSshReader,
  type SshConfigFacts,
} from '../../model/ssh/index.ts';
import { currentAccount } from '../account.ts';
import { queryAgent } from './agent.ts';
import { resolveCanonicalAnswer } from './canonical.ts';
import { findClient } from './client.ts';
import { type Answer, type ClientQuery, queryClient } from './client-query.ts';
import { eachLine } from './config-text.ts';
import { findControlProblem } from './control-path.ts';
import { type ConfigDump, firstValue } from './dump.ts';
import { branchOf, createFamilyFilter, effectiveSettings, settingSourceOf, shadowedSettings, writtenIdentityFiles } from './effective.ts';
import { estimateSettings } from './estimate.ts';
import { expandPaths } from './expand.ts';
import { mainConfigFile, type SshHome } from './home.ts';
import { identityFiles } from './identities.ts';
import { aliasSections, findStrayFiles, includeLines } from './include-facts.ts';
import { parseLogEvents } from './log-events.ts';
import { findNearestPattern } from './nearest.ts';
import { patchDrafts } from './patches.ts';
import { type PatchTrial, tryPatch } from './prove.ts';
import { findOtherReaders } from './readers.ts';
import { locateRefusal } from './refusal.ts';
import { type ConfigReplay, replayLog } from './replay.ts';
import type { RunOptions } from './run.ts';
import { type ConfigScan, scanConfig } from './scan.ts';
import { vsCodeList } from './vscode-list.ts';

export interface SshReadOptions {
  /** A name that the user typed, or the domain of a family: `*.gitpod.remote`. */
  alias: string;
  isTyped: boolean;
  matchExec: boolean;
  home: SshHome;
  run: RunOptions;
  /** Whether to include other programs' settings; false on a pretend machine. */
  withReaders: boolean;
  /** Whether the client may query DNS for the name, as the user's own would; never on a pretend machine. */
  mayLookUp: boolean;
  /** Whether to include changes that would help, tried on a copy. */
  withPatches?: boolean;
}

/** The facts, and the client's whole answer, which stays in memory and is never recorded. */
export interface SshConfigReading {
  facts: SshConfigFacts;
  dump: ConfigDump | null;
  replay: ConfigReplay | null;
}

export async function readSshConfig(options: SshReadOptions): Promise<SshConfigReading> {
  const { home, run, isTyped } = options;
  const [client, scan, readers] = await Promise.all([
    findClient(run),
    scanConfig(home),
    options.withReaders ? findOtherReaders(home) : Promise.resolve([]),
  ]);
  const asked = isTyped ? options.alias : representative(options.alias, scan);
  const says = (keyword: string) => scan.isCut || scan.files.some(({ text }) => new RegExp(`^[ \\t"]*${keyword}`, 'im').test(text ?? ''));
  const question: ClientQuery = {
    program: client?.path ?? '',
    alias: asked ?? '',
    configFile: home.clientFile,
    matchExec: options.matchExec,
    mayRunCommands: scan.execLines.length > 0 || scan.isCut,
    hasPermittedNames: says('canonicalizepermittedcnames'),
  };
  const textOf = (file: string) => scan.files.find(({ path }) => path === file)?.text ?? null;
  const resultOf = ({ log }: Pick<Answer, 'log'>) => {
    const walked = log === '' ? null : replayLog(parseLogEvents(log), textOf);
    return walked?.isSound === true ? walked : null;
  };
  const quiet = client === null || asked === null ? NOT_ASKED : await queryClient(question, run);
  const { answer, canonical } = await resolveCanonicalAnswer(quiet, resultOf(quiet), {
    question,
    run,
    mayLookUp: isTyped && options.mayLookUp,
    mayBeOn: says('canonicalizehostname'),
  });
  const replay = resultOf(answer);

  const expanded =
    answer.dump === null
      ? new Map<string, string>()
      : await expandPaths(
          writtenIdentityFiles(answer.dump),
          { program: question.program, alias: question.alias, dump: answer.dump, account: { ...currentAccount(), home: home.home } },
          run,
        );
  const said = answer.dump === null ? null : { dump: answer.dump, replay, expanded };
  const effective = said === null || asked === null ? null : effectiveSettings(said, asked, home);
  const lineAt = ({ file, line }: ConfigPlace) => lineOf(textOf(file), line);
  const shadowed = replay === null ? [] : shadowedSettings(replay, createFamilyFilter(lineAt));
  const branch = said === null || effective === null || asked === null ? null : branchOf(effective, said, asked);
  const sections = aliasSections(scan, replay, answer.state === 'answered');
  const agent = answer.dump === null ? null : await queryAgent(firstValue(answer.dump, 'identityagent'), home);
  const refusal =
    answer.state === 'refused'
      ? locateRefusal(
          answer.err,
          replay,
          scan.files.map(({ path }) => path),
        )
      : null;
  const typed = asked === null ? null : nameOf(asked);
  const listedByVsCode = asked === null ? null : vsCodeList(asked, await vsCodeScan(scan, readers, home));
  const estimate = client === null && asked !== null ? await estimateSettings(asked, scan, home, run) : null;
  const isMatched = sections.some(({ applied }) => applied === true);

  const facts: SshConfigFacts = {
    client,
    asked,
    isTyped,
    generation: generationOf(isTyped ? nameOf(options.alias) : options.alias),
    files: scan.files.map(({ text: _, ...file }) => file),
    includes: includeLines(scan, replay, answer.state === 'answered'),
    sections,
    stray: await findStrayFiles(scan, home),
    state: answer.state,
    pair: pairOf(answer, replay),
    refusal,
    effective,
    branch,
    ...(answer.state !== 'answered' || replay === null ? {} : { applied: replay.applied.slice(0, MAX_APPLIED) }),
    ...(canonical === null ? {} : { canonical }),
    ...(effective?.hasRemoteCommand === true ? { remoteCommandSetBy: settingSourceOf(replay, 'remotecommand') } : {}),
    ...(listedByVsCode === null ? {} : { listedByVsCode }),
    ...(estimate === null ? {} : { estimate }),
    shadowed,
    nearest: typed === null || !isTyped || isMatched ? null : findNearestPattern(typed, effective?.hostname.value ?? null, sections),
    wouldStand: isMatched || scan.firstSection === null ? null : { ...scan.firstSection },
    identities: effective === null ? [] : await identityFiles(effective, agent, home.uid),
    agent: agent === null ? null : { state: agent.state, keys: agent.keys },
    controlProblem: effective === null ? null : await findControlProblem(effective, home),
    readers,
    patches: [],
    isCut: scan.isCut,
  };
  const main = {
    path: mainConfigFile(home),
    text: scan.files.find(({ path, state }) => path === mainConfigFile(home) && state === 'read')?.text ?? null,
  };
  const proof: PatchTrial = { question, home, main, textOf, options: run };
  const drafts = client === null || options.withPatches !== true ? [] : patchDrafts(facts, main);
  // A client that hung would hang again on the copy.
  const isProvable = answer.state === 'answered' || answer.state === 'refused';
  for (const draft of drafts) facts.patches.push(isProvable ? await tryPatch(draft, proof) : { ...draft, proved: null });
  return { facts, dump: answer.dump, replay };
}

const NOT_ASKED: Answer = { state: 'not-asked', dump: null, differingKeywords: null, pair: 'not-asked', ran: false, log: '', err: '' };
const MAX_APPLIED = 64;

/** A name of the family: one from a section, otherwise one invented for its wildcard. Null if the family has no section. */
function representative(family: string, scan: ConfigScan): string | null {
  const wanted: Generation | null = generationOf(family);
  const patterns = scan.sections.flatMap((section) => section.patterns).filter((pattern) => generationOf(pattern) === wanted);
  const literal = patterns.find((pattern) => isPlainDestination(pattern) && !/[*?]/.test(pattern));
  if (literal !== undefined) return literal;
  return patterns.length === 0 ? null : family.replace(/^[*?]+/, 'gitpod-doctor-example');
}

/** VS Code's settings may contain a file that replaces the user's. */
async function vsCodeScan(scan: ConfigScan, readers: readonly OtherSshReader[], home: SshHome): Promise<ConfigScan> {
  const configFile = readers.find((reader) => reader.program === 'vscode' && reader.configFile !== null)?.configFile ?? null;
  return configFile === null ? scan : scanConfig({ ...home, namedFile: configFile, userFile: null });
}

function pairOf({ pair, differingKeywords, ran }: Answer, replay: ConfigReplay | null): SshConfigFacts['pair'] {
  return {
    state: pair,
    keywords: (differingKeywords ?? []).filter((keyword) => /^[a-z*]{1,40}$/.test(keyword)),
    lines: [...(replay?.exec ?? [])],
    ran,
  };
}

function lineOf(text: string | null, line: number): string | null {
  let at = 0;
  for (const raw of eachLine(text ?? '')) {
    at += 1;
    if (at === line) return raw;
  }
  return null;
}
