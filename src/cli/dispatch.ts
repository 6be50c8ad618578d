/** Which command a command line means. Every command loads with its first use. */
import { nameHome } from './arguments/home.ts';
import { parseFlags } from './arguments/parse-flags.ts';
import { nearest, usage } from './arguments/usage.ts';

type Command = (words: readonly string[], flags: ReturnType<typeof parseFlags>['flags']) => Promise<number> | number;

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
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
};

/** Runs a command line; its exit status. Throws `Stop` for wrong usage and unusable files. */
export async function runCommand(given: readonly string[]): Promise<number> {
  nameHome(process.env);
  const argv = given.includes('--demo') ? await (await import('./arguments/demo.ts')).joinDemoWord(given, Object.keys(COMMANDS)) : given;
  const { words, flags } = parseFlags(argv);
  if (flags.version) return (await import('./commands/help.ts')).version();
  if (flags.help) return (await import('./commands/help.ts')).help(words);
  if (flags.demo === 'list') return (await import('./commands/demo-list.ts')).demoList(flags);
  const [name, ...rest] = words;
  if (flags.compact && name !== 'check') throw usage('--compact is a form of check.', 'Try: gitpod-doctor check --compact');
  if (name === undefined) return (await import('./commands/walk.ts')).walk(flags);
  if (flags.resume) throw usage('--resume goes on with a guided session and takes no command.', 'Try: gitpod-doctor --resume');
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) throw unknownCommand(name);
  return (await load())(rest, flags);
}

function unknownCommand(name: string): Error {
  const near = nearest(name, Object.keys(COMMANDS));
  const shown = /^[\w-]{1,30}$/.test(name) ? `: ${name}` : '.';
  return usage(`Unknown command${shown}`, near === null ? 'See: gitpod-doctor --help' : `Did you mean: gitpod-doctor ${near}`);
}
