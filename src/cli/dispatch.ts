/** Finds the command of a command line. The code of a command is loaded only when that command runs. */

import { homedir } from 'node:os';
import type { CommandName } from './arguments/commands.ts';
import { checkFlagScope, DEMO_LIST_NAME, WALK_NAME } from './arguments/flag-scope.ts';
import type { Flags } from './arguments/flags.ts';
import { parseFlags } from './arguments/parse-flags.ts';
import { nearest, usageError } from './arguments/usage.ts';

type Command = (words: readonly string[], flags: Flags) => Promise<number> | number;

const COMMANDS = {
  check: async () => (await import('./commands/check.ts')).check,
  open: async () => (await import('./commands/open.ts')).open,
  verify: async () => (await import('./commands/verify.ts')).verify,
  compare: async () => (await import('./commands/compare.ts')).compare,
  explain: async () => (await import('./commands/explain.ts')).explain,
  listen: async () => (await import('./commands/listen.ts')).listen,
  catalog: async () => (await import('./commands/catalog.ts')).catalog,
  'no-proxy': async () => (await import('./commands/no-proxy.ts')).noProxy,
  'match-error': async () => (await import('./commands/match-error.ts')).matchErrorText,
  decode: async () => (await import('./commands/decode.ts')).decode,
  fleet: async () => (await import('./commands/fleet.ts')).fleet,
  request: async () => (await import('./commands/request.ts')).request,
  profile: async () => (await import('./commands/profile.ts')).profile,
  help: async () => (await import('./commands/help.ts')).help,
  completion: async () => (await import('./commands/completion.ts')).completion,
} satisfies Record<CommandName, () => Promise<Command>>;

/** Runs a command line and returns its exit status. Throws `CommandError` for usage errors and unusable files. */
export async function runCommand(given: readonly string[]): Promise<number> {
  setMissingHome(process.env);
  const argv = given.includes('--demo') ? await (await import('./arguments/demo.ts')).joinDemoName(given, Object.keys(COMMANDS)) : given;
  const { words, flags } = parseFlags(argv);
  if (flags.version) return (await import('./commands/help.ts')).version();
  if (flags.help) return helpFor(words, flags);
  const [name, ...rest] = words;
  if (flags.demo === 'list') return listScenarios(words, flags);
  if (name === undefined) {
    checkFlagScope(WALK_NAME, flags);
    return (await import('./commands/walk.ts')).walk(flags);
  }
  if (!isCommand(name)) throw unknownCommand(name);
  checkFlagScope(name, flags);
  const command: Command = await COMMANDS[name]();
  return command(rest, flags);
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** With `--help`, the page of the command, or of the guided session if one of its flags is given. */
async function helpFor([name]: readonly string[], flags: Flags): Promise<number> {
  const { help } = await import('./commands/help.ts');
  if (name !== undefined) return help(name === 'help' ? [] : [name]);
  return help(Object.keys(flags).length > 1 ? ['session'] : []);
}

/** `check --demo list` lists the scenarios, unless a flag asks for something that a list cannot give. */
async function listScenarios(words: readonly string[], flags: Flags): Promise<number> {
  if (words.some((word, at) => at > 0 || word !== 'check'))
    throw usageError('--demo list takes no other words.', 'Try: gitpod-doctor --demo list');
  checkFlagScope(DEMO_LIST_NAME, flags);
  return (await import('./commands/demo-list.ts')).demoList(flags);
}

function unknownCommand(name: string): Error {
  const near = nearest(name, Object.keys(COMMANDS));
  const shown = /^[\w-]{1,30}$/.test(name) ? `: ${name}` : '.';
  return usageError(`Unknown command${shown}`, near === null ? 'See: gitpod-doctor --help' : `Did you mean: gitpod-doctor ${near}`);
}

/** Sets HOME to `/`, as a login would, in a container without an account and without HOME. Otherwise Node throws. */
function setMissingHome(environment: NodeJS.ProcessEnv): void {
  try {
    homedir();
  } catch {
    environment['HOME'] = '/';
  }
}
