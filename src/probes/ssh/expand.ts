/**
 * Tokens and variables in a path (ssh_config(5), TOKENS). The client itself expands them, because its tokens and its computation of `%C`
 * differ by version. It runs without any file, so that the user's configuration has no effect. Older clients print ControlPath
 * unexpanded (OpenSSH before 8.4); for them, the tokens that all versions share are expanded here.
 */
import type { Account } from '../account.ts';
import { type ConfigDump, firstValue, parseDump } from './dump.ts';
import { expandHome } from './home.ts';
import { type RunOptions, runProgram } from './run.ts';

const MAX_PATHS = 8;

export interface ExpansionContext {
  program: string;
  alias: string;
  /** The values of the tokens. */
  dump: ConfigDump;
  account: Account;
}

/** The expanded paths by their spelling in the file. Paths with an unknown token are left out. */
export async function expandPaths(paths: readonly string[], by: ExpansionContext, options: RunOptions): Promise<Map<string, string>> {
  const open = [...new Set(paths)].filter(hasPathTokens);
  const found = await Promise.all(
    open.map(async (path, index) => {
      const said = index < MAX_PATHS ? await expandedPath(path, by, options) : null;
      return [path, said === null || said === path ? expandTokens(path, by) : said] as const;
    }),
  );
  return new Map(found.flatMap(([path, expanded]) => (expanded === null ? [] : [[path, expanded] as const])));
}

export function hasPathTokens(path: string): boolean {
  return /%|\$\{/.test(path);
}

/** Expands the tokens of IdentityFile since OpenSSH 4 (ssh_config(5), TOKENS); null if another token remains. */
export function expandTokens(path: string, { dump, account }: Pick<ExpansionContext, 'dump' | 'account'>): string | null {
  const values: Readonly<Record<string, string | null>> = {
    '%': '%',
    d: account.home,
    h: firstValue(dump, 'hostname'),
    r: firstValue(dump, 'user'),
    u: account.name === '' ? null : account.name,
  };
  let isWhole = !path.includes('${');
  const filled = path.replace(/%(.?)/g, (token, letter: string) => {
    const value = values[letter] ?? null;
    if (value === null) isWhole = false;
    return value ?? token;
  });
  return isWhole ? expandHome(filled, account.home) : null;
}

/** ControlPath has the tokens of IdentityFile, and the client prints it expanded. */
async function expandedPath(path: string, { program, alias, dump }: ExpansionContext, options: RunOptions): Promise<string | null> {
  const set = (keyword: string, value: string | null) => (value === null ? [] : ['-o', `${keyword}="${value.replace(/["\\]/g, '\\$&')}"`]);
  const value = (keyword: string) => firstValue(dump, keyword);
  const given = [
    ...set('ControlPath', path),
    ...set('HostName', value('hostname')?.replaceAll('%', '%%') ?? null),
    ...set('Port', value('port')),
    ...set('User', value('user')),
    ...set('HostKeyAlias', value('hostkeyalias')),
    // ssh takes the rest of the line as the value of ProxyJump, including quotes.
    ...(value('proxyjump') === null ? [] : ['-o', `ProxyJump=${value('proxyjump')}`]),
  ];
  const environment = { ...options.environment, LC_ALL: 'C' };
  const { how, status, out } = await runProgram(program, ['-F', 'none', '-G', ...given, '--', alias], { ...options, environment });
  return how === 'exited' && status === 0 ? firstValue(parseDump(out), 'controlpath') : null;
}
