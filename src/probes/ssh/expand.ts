/**
 * Tokens and variables in a path (ssh_config(5), TOKENS), filled in by the client itself: which it knows, and how it reckons `%C`,
 * differs by version. It is asked without any file, so that nothing of the person's has a part in it.
 */
import { type Dump, parseDump, valueIn } from './dump.ts';
import { type RunOptions, runProgram } from './run.ts';

const MOST_PATHS = 8;

export interface Expansion {
  program: string;
  alias: string;
  /** What the tokens stand for. */
  dump: Dump;
}

/** By the path as it is written; a path with a token that the client does not know is not among them. */
export async function expandedPaths(paths: readonly string[], by: Expansion, options: RunOptions): Promise<Map<string, string>> {
  const open = [...new Set(paths)].filter((path) => /%|\$\{/.test(path)).slice(0, MOST_PATHS);
  const told = await Promise.all(open.map(async (path) => [path, await expandedPath(path, by, options)] as const));
  return new Map(told.flatMap(([path, expanded]) => (expanded === null ? [] : [[path, expanded] as const])));
}

/** ControlPath takes the tokens of IdentityFile, and of it the client prints what came of them. */
async function expandedPath(path: string, { program, alias, dump }: Expansion, options: RunOptions): Promise<string | null> {
  const set = (keyword: string, value: string | null) => (value === null ? [] : ['-o', `${keyword}="${value.replace(/["\\]/g, '\\$&')}"`]);
  const value = (keyword: string) => valueIn(dump, keyword);
  const given = [
    ...set('ControlPath', path),
    ...set('HostName', value('hostname')?.replaceAll('%', '%%') ?? null),
    ...set('Port', value('port')),
    ...set('User', value('user')),
    ...set('HostKeyAlias', value('hostkeyalias')),
    // The rest of its line, quotes and all.
    ...(value('proxyjump') === null ? [] : ['-o', `ProxyJump=${value('proxyjump')}`]),
  ];
  const environment = { ...options.environment, LC_ALL: 'C' };
  const { how, status, out } = await runProgram(program, ['-F', 'none', '-G', ...given, '--', alias], { ...options, environment });
  return how === 'exited' && status === 0 ? valueIn(parseDump(out), 'controlpath') : null;
}
