/** Reads SSH's configuration for one name: files, the client's own answer, sources, keys, and changes that would help. */
import {
  type ConfigPlace,
  type Generation,
  generationOf,
  isPlainDestination,
  nameOf,
  type OtherReader,
  type SshConfigFacts,
} from '../../model/ssh/index.ts';
import { ownAccount } from '../account.ts';
import { askAgent } from './agent.ts';
import { type Answer, askClient, type Question } from './ask.ts';
import { canonicalAnswer } from './canonical.ts';
import { findClient } from './client.ts';
import { eachLine } from './config-text.ts';
import { controlProblem } from './control-path.ts';
import { type Dump, valueIn } from './dump.ts';
import { belongsToFamily, branchOf, effectiveOf, shadowedSettings, sourceOf, writtenIdentityFiles } from './effective.ts';
import { estimateOf } from './estimate.ts';
import { expandedPaths } from './expand.ts';
import { mainFile, type SshHome } from './home.ts';
import { identityFiles } from './identities.ts';
import { aliasSections, includeLines, strayFiles } from './include-facts.ts';
import { logEvents } from './log-events.ts';
import { nearestPattern } from './nearest.ts';
import { patchDrafts } from './patches.ts';
import { type Proof, proved } from './prove.ts';
import { otherReaders } from './readers.ts';
import { refusedAt } from './refusal.ts';
import { type Replay, replay } from './replay.ts';
import type { RunOptions } from './run.ts';
import { type Scan, scanConfig } from './scan.ts';
import { vsCodeList } from './vscode-list.ts';

export interface ReadOptions {
  /** A name that the user typed, or the domain of a family: `*.gitpod.remote`. */
  alias: string;
  isTyped: boolean;
  matchExec: boolean;
  home: SshHome;
  run: RunOptions;
  /** Includes other programs' settings; not on a pretend machine. */
  withReaders: boolean;
  /** The client may query DNS for the name, as the user's own would; never on a pretend machine. */
  mayLookUp: boolean;
  /** Includes changes that would help, tried on a copy. */
  withPatches?: boolean;
}

/** The client's whole answer, in memory beside the facts and never recorded. */
export interface Reading {
  facts: SshConfigFacts;
  dump: Dump | null;
  told: Replay | null;
}

export async function readSshConfig(options: ReadOptions): Promise<Reading> {
  const { home, run, isTyped } = options;
  const [client, scan, readers] = await Promise.all([
    findClient(run),
    scanConfig(home),
    options.withReaders ? otherReaders(home) : Promise.resolve([]),
  ]);
  const asked = isTyped ? options.alias : representative(options.alias, scan);
  const says = (keyword: string) => scan.isCut || scan.files.some(({ text }) => new RegExp(`^[ \\t"]*${keyword}`, 'im').test(text ?? ''));
  const question: Question = {
    program: client?.path ?? '',
    alias: asked ?? '',
    configFile: home.clientFile,
    matchExec: options.matchExec,
    mayRunCommands: scan.execLines.length > 0 || scan.isCut,
    hasPermittedNames: says('canonicalizepermittedcnames'),
  };
  const textOf = (file: string) => scan.files.find(({ path }) => path === file)?.text ?? null;
  const resultOf = ({ log }: Pick<Answer, 'log'>) => {
    const walked = log === '' ? null : replay(logEvents(log), textOf);
    return walked?.isSound === true ? walked : null;
  };
  const quiet = client === null || asked === null ? NOT_ASKED : await askClient(question, run);
  const { answer, canonical } = await canonicalAnswer(quiet, resultOf(quiet), {
    question,
    run,
    mayLookUp: isTyped && options.mayLookUp,
    mayBeOn: says('canonicalizehostname'),
  });
  const told = resultOf(answer);

  const expanded =
    answer.dump === null
      ? new Map<string, string>()
      : await expandedPaths(
          writtenIdentityFiles(answer.dump),
          { program: question.program, alias: question.alias, dump: answer.dump, account: { ...ownAccount(), home: home.home } },
          run,
        );
  const said = answer.dump === null ? null : { dump: answer.dump, told, expanded };
  const effective = said === null || asked === null ? null : effectiveOf(said, asked, home);
  const lineAt = ({ file, line }: ConfigPlace) => lineOf(textOf(file), line);
  const shadowed = told === null ? [] : shadowedSettings(told, belongsToFamily(lineAt));
  const branch = said === null || effective === null || asked === null ? null : branchOf(effective, said, asked);
  const sections = aliasSections(scan, told, answer.state === 'answered');
  const agent = answer.dump === null ? null : await askAgent(valueIn(answer.dump, 'identityagent'), home);
  const refusal =
    answer.state === 'refused'
      ? refusedAt(
          answer.err,
          told,
          scan.files.map(({ path }) => path),
        )
      : null;
  const typed = asked === null ? null : nameOf(asked);
  const listedByVsCode = asked === null ? null : vsCodeList(asked, await vsCodeScan(scan, readers, home));
  const estimate = client === null && asked !== null ? await estimateOf(asked, scan, home, run) : null;
  const isMatched = sections.some(({ applied }) => applied === true);

  const facts: SshConfigFacts = {
    client,
    asked,
    isTyped,
    generation: generationOf(isTyped ? nameOf(options.alias) : options.alias),
    files: scan.files.map(({ text: _, ...file }) => file),
    includes: includeLines(scan, told, answer.state === 'answered'),
    sections,
    stray: await strayFiles(scan, home),
    state: answer.state,
    pair: pairOf(answer, told),
    refusal,
    effective,
    branch,
    ...(answer.state !== 'answered' || told === null ? {} : { applied: told.applied.slice(0, MOST_APPLIED) }),
    ...(canonical === null ? {} : { canonical }),
    ...(effective?.hasRemoteCommand === true ? { remoteCommandSetBy: sourceOf(told, 'remotecommand') } : {}),
    ...(listedByVsCode === null ? {} : { listedByVsCode }),
    ...(estimate === null ? {} : { estimate }),
    shadowed,
    nearest: typed === null || !isTyped || isMatched ? null : nearestPattern(typed, effective?.hostname.value ?? null, sections),
    wouldStand: isMatched || scan.firstSection === null ? null : { ...scan.firstSection },
    identities: effective === null ? [] : await identityFiles(effective, agent, home.uid),
    agent: agent === null ? null : { state: agent.state, keys: agent.keys },
    controlProblem: effective === null ? null : await controlProblem(effective, home),
    readers,
    patches: [],
    isCut: scan.isCut,
  };
  const main = {
    path: mainFile(home),
    text: scan.files.find(({ path, state }) => path === mainFile(home) && state === 'read')?.text ?? null,
  };
  const proof: Proof = { question, home, main, textOf, options: run };
  const drafts = client === null || options.withPatches !== true ? [] : patchDrafts(facts, main);
  // A client that hung would hang again on the copy.
  const isProvable = answer.state === 'answered' || answer.state === 'refused';
  for (const draft of drafts) facts.patches.push(isProvable ? await proved(draft, proof) : { ...draft, proved: null });
  return { facts, dump: answer.dump, told };
}

const NOT_ASKED: Answer = { state: 'not-asked', dump: null, differingKeywords: null, pair: 'not-asked', ran: false, log: '', err: '' };
const MOST_APPLIED = 64;

/** A name of the family: from a section that spells one out, otherwise invented for its wildcard. Null without a section. */
function representative(family: string, scan: Scan): string | null {
  const wanted: Generation | null = generationOf(family);
  const patterns = scan.sections.flatMap((section) => section.patterns).filter((pattern) => generationOf(pattern) === wanted);
  const literal = patterns.find((pattern) => isPlainDestination(pattern) && !/[*?]/.test(pattern));
  if (literal !== undefined) return literal;
  return patterns.length === 0 ? null : family.replace(/^[*?]+/, 'gitpod-doctor-example');
}

/** VS Code's settings may name a file that replaces the user's. */
async function vsCodeScan(scan: Scan, readers: readonly OtherReader[], home: SshHome): Promise<Scan> {
  const configFile = readers.find((reader) => reader.program === 'vscode' && reader.configFile !== null)?.configFile ?? null;
  return configFile === null ? scan : scanConfig({ ...home, namedFile: configFile, userFile: null });
}

function pairOf({ pair, differingKeywords, ran }: Answer, told: Replay | null): SshConfigFacts['pair'] {
  return {
    state: pair,
    keywords: (differingKeywords ?? []).filter((keyword) => /^[a-z*]{1,40}$/.test(keyword)),
    lines: [...(told?.exec ?? [])],
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
