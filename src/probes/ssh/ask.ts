/**
 * Asks the client what a name means (`ssh -G`) without running anything of the person's: the client starts a
 * `Match exec` command as `$SHELL -c …`, so with a shell that always says no, and one that always says yes, both
 * answers come and no command does (research/ssh.md §5.3). Canonicalisation is off, as it asks DNS.
 */
import { access } from 'node:fs/promises';
import { type Dump, differing, parseDump } from './dump.ts';
import { MOST_LOG, type Ran, type RunOptions, runProgram } from './run.ts';

export const ASK_TIMEOUT_MS = 5000;

export interface Question {
  /** The ssh program. */
  program: string;
  alias: string;
  /** Handed over with `-F`; null: the client's own files. */
  configFile: string | null;
  /** The consent `match-exec`: commands run, by the person's own shell. */
  matchExec: boolean;
  /** A Match line with exec stands in some file: without shells to put in its place nothing is asked. */
  mayRunCommands: boolean;
}

export interface Answer {
  state: 'answered' | 'refused' | 'timeout' | 'too-much' | 'not-asked';
  /** What holds where every exec says no, or with consent what really holds; null unless answered. */
  dump: Dump | null;
  /** Null: the pair was not asked. Empty: equal. */
  differing: string[] | null;
  pair: 'equal' | 'differs' | 'not-possible' | 'not-asked';
  ran: boolean;
  /** The log of the answer that `dump` is, or of the refusal. Empty where it was too long. */
  log: string;
  /** What a refusal said. */
  err: string;
}

/**
 * Starts with a letter, a digit or an underscore, so that it is never an option; no blank and nothing that a shell
 * would take for its own, although none is asked.
 */
const ALIAS = /^(?:[A-Za-z0-9_][\w.-]{0,63}@)?[A-Za-z0-9_][\w.:-]{0,252}$/;

export function isSafeAlias(alias: string): boolean {
  return ALIAS.test(alias);
}

export async function askClient(question: Question, options: RunOptions): Promise<Answer> {
  const nothing = { dump: null, differing: null, ran: false, log: '', err: '' };
  if (!isSafeAlias(question.alias)) return { ...nothing, state: 'not-asked', pair: 'not-asked' };
  const shells = await answeringShells();
  const isPaired = shells !== null && !question.matchExec;
  if (!isPaired && question.mayRunCommands && !question.matchExec) return { ...nothing, state: 'not-asked', pair: 'not-possible' };

  const ask = (shell: string | null, verbose: boolean) =>
    runProgram(question.program, argumentsOf(question, verbose), withShell(options, shell));
  const no = isPaired ? shells.no : null;
  // With consent the commands run once: one answer, its log beside it.
  const both = ask(no, true);
  const [plain, logged, yes] = await Promise.all([isPaired ? ask(no, false) : both, both, isPaired ? ask(shells.yes, false) : null]);
  const { how } = plain;
  const common = { ...nothing, ran: question.matchExec, log: logged.how === 'exited' ? logged.err : '' };
  if (how === 'late' || how === 'too-much') return { ...common, state: how === 'late' ? 'timeout' : how, pair: 'not-asked' };
  // Ended by a signal, for want of memory say, it refused nothing.
  if (how === 'not-started' || plain.status === null) return { ...common, state: 'not-asked', pair: 'not-asked' };
  if (plain.status !== 0) return { ...common, state: 'refused', pair: 'not-asked', err: plain.err };
  const dump = parseDump(plain.out);
  const keys = yes === null ? null : differentKeys(dump, yes);
  return {
    ...common,
    state: 'answered',
    dump,
    differing: keys,
    pair: keys === null ? 'not-asked' : keys.length === 0 ? 'equal' : 'differs',
  };
}

function argumentsOf({ alias, configFile, matchExec }: Question, verbose: boolean): string[] {
  return [
    ...(configFile === null ? [] : ['-F', configFile]),
    ...(verbose ? ['-vvv'] : []),
    '-G',
    ...(matchExec ? [] : ['-o', 'CanonicalizeHostname=no']),
    '--',
    alias,
  ];
}

function withShell(options: RunOptions, shell: string | null): RunOptions {
  const environment = { ...options.environment, LC_ALL: 'C', ...(shell === null ? {} : { SHELL: shell }) };
  return { ...options, environment, timeoutMs: Math.min(options.timeoutMs, ASK_TIMEOUT_MS), mostErr: MOST_LOG };
}

/** With every exec true the client may come to a line that it refuses: then everything may differ. */
function differentKeys(no: Dump, yes: Ran): string[] {
  return yes.how === 'exited' && yes.status === 0 ? differing(no, parseDump(yes.out)) : ['*'];
}

/** Null on a platform without them: there nothing of the kind can be put in the place of a shell. */
async function answeringShells(): Promise<{ yes: string; no: string } | null> {
  if (process.platform === 'win32') return null;
  for (const folder of ['/bin', '/usr/bin', '/run/current-system/sw/bin']) {
    const pair = { yes: `${folder}/true`, no: `${folder}/false` };
    if (
      await Promise.all([access(pair.yes), access(pair.no)]).then(
        () => true,
        () => false,
      )
    )
      return pair;
  }
  return null;
}
