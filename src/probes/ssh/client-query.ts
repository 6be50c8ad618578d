/**
 * Runs the client to print the settings for an alias (`ssh -G`) without running a command of the user's. The client starts a `Match exec`
 * command as `$SHELL -c …`, so a shell that always fails and one that always succeeds give both answers without the command.
 * Canonicalisation is off, because it queries DNS; `canonical.ts` turns it on.
 */
import { canAccess } from '../../files/access.ts';
import { isDestination, isPlainDestination } from '../../model/ssh/index.ts';
import { type ConfigDump, differingKeywords, parseDump } from './dump.ts';
import { MAX_LOG_BYTES, type ProgramRun, type RunOptions, runProgram } from './run.ts';

export const CLIENT_TIMEOUT_MS = 5000;

export interface ClientQuery {
  program: string;
  alias: string;
  /** The argument of `-F`; null: the client's own files. */
  configFile: string | null;
  /** The consent `match-exec`: commands run, in the user's own shell. Not for a name that a shell could interpret. */
  matchExec: boolean;
  /** A file has a Match line with exec, so without replacement shells the client is not run. */
  mayRunCommands: boolean;
  /** A line has CanonicalizePermittedCNAMEs, for which the client queries DNS even with canonicalisation off. */
  hasPermittedNames: boolean;
}

export interface Answer {
  state: 'answered' | 'refused' | 'timeout' | 'too-much' | 'not-asked';
  /** The settings if every exec fails, or with consent the real ones; null unless answered. */
  dump: ConfigDump | null;
  /** Keywords that differ between the two shells' answers; null if not both were run. */
  differingKeywords: string[] | null;
  pair: 'equal' | 'differs' | 'not-possible' | 'not-asked';
  ran: boolean;
  /** The log of `dump`, or of the refusal. Empty if it was too long. */
  log: string;
  /** The text of a refusal. */
  err: string;
}

export async function queryClient(question: ClientQuery, options: RunOptions): Promise<Answer> {
  const nothing = { dump: null, differingKeywords: null, ran: false, log: '', err: '' };
  if (!isDestination(question.alias)) return { ...nothing, state: 'not-asked', pair: 'not-asked' };
  const shells = await answeringShells();
  const matchExec = shouldRunCommands(question);
  const isPaired = shells !== null && !matchExec;
  if (!isPaired && question.mayRunCommands && !matchExec) return { ...nothing, state: 'not-asked', pair: 'not-possible' };

  const ask = (shell: string | null, verbose: boolean) =>
    runProgram(question.program, argumentsOf(question, { verbose, quiet: !matchExec }), withShell(options, shell));
  const no = isPaired ? shells.no : null;
  // With consent the commands run once, with one answer and its log.
  const both = ask(no, true);
  const [plain, logged, yes] = await Promise.all([isPaired ? ask(no, false) : both, both, isPaired ? ask(shells.yes, false) : null]);
  const { how } = plain;
  const common = { ...nothing, ran: matchExec, log: logged.how === 'exited' ? logged.err : '' };
  if (how === 'late' || how === 'too-much') return { ...common, state: how === 'late' ? 'timeout' : how, pair: 'not-asked' };
  // Ended by a signal, for example out of memory: not a refusal.
  if (how === 'not-started' || plain.status === null) return { ...common, state: 'not-asked', pair: 'not-asked' };
  // An older client may refuse the options that this program passes, which proves nothing about the configuration.
  if (plain.status !== 0 && /^command-line:? line 0: /m.test(plain.err)) return { ...common, state: 'not-asked', pair: 'not-asked' };
  if (plain.status !== 0) return { ...common, state: 'refused', pair: 'not-asked', err: plain.err };
  const dump = parseDump(plain.out);
  const keys = yes === null ? null : differentKeys(dump, yes);
  return {
    ...common,
    state: 'answered',
    dump,
    differingKeywords: keys,
    pair: keys === null ? 'not-asked' : keys.length === 0 ? 'equal' : 'differs',
  };
}

/** Whether the client runs as it does for the user, with its commands and DNS lookups. This needs consent. */
export function shouldRunCommands({ matchExec, alias }: Pick<ClientQuery, 'matchExec' | 'alias'>): boolean {
  return matchExec && isPlainDestination(alias);
}

/** The client's answer with canonicalisation; null if the client could not resolve the name, or not in time. Commands are not run. */
export async function queryCanonical(
  question: ClientQuery,
  options: RunOptions,
): Promise<Pick<Answer, 'dump' | 'log'> & { how: 'answered' | 'refused' | 'late' }> {
  const shells = await answeringShells();
  if (shells === null && question.mayRunCommands) return { how: 'late', dump: null, log: '' };
  const asked = runProgram(
    question.program,
    argumentsOf(question, { verbose: true, quiet: false }),
    withShell(options, shells?.no ?? null),
  );
  const { how, status, out, err } = await asked;
  if (how !== 'exited' || status === null) return { how: 'late', dump: null, log: '' };
  return status === 0 ? { how: 'answered', dump: parseDump(out), log: err } : { how: 'refused', dump: null, log: err };
}

function argumentsOf(
  { alias, configFile, hasPermittedNames }: ClientQuery,
  { verbose, quiet }: { verbose: boolean; quiet: boolean },
): string[] {
  return [
    ...(configFile === null ? [] : ['-F', configFile]),
    ...(verbose ? ['-vvv'] : []),
    '-G',
    ...(quiet ? ['-o', 'CanonicalizeHostname=no'] : []),
    ...(quiet && hasPermittedNames ? ['-o', 'CanonicalizePermittedCNAMEs=none'] : []),
    '--',
    alias,
  ];
}

function withShell(options: RunOptions, shell: string | null): RunOptions {
  const environment = { ...options.environment, LC_ALL: 'C', ...(shell === null ? {} : { SHELL: shell }) };
  return { ...options, environment, timeoutMs: Math.min(options.timeoutMs, CLIENT_TIMEOUT_MS), mostErr: MAX_LOG_BYTES };
}

/** If every exec succeeds, the client may reach a line that it refuses, so everything may differ. */
function differentKeys(no: ConfigDump, yes: ProgramRun): string[] {
  return yes.how === 'exited' && yes.status === 0 ? differingKeywords(no, parseDump(yes.out)) : ['*'];
}

/** Null on platforms on which the shell cannot be replaced. */
async function answeringShells(): Promise<{ yes: string; no: string } | null> {
  if (process.platform === 'win32') return null;
  for (const folder of ['/bin', '/usr/bin', '/run/current-system/sw/bin']) {
    const pair = { yes: `${folder}/true`, no: `${folder}/false` };
    if ((await canAccess(pair.yes)) && (await canAccess(pair.no))) return pair;
  }
  return null;
}
