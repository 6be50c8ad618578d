/** Which parts of the built program a process loaded: the engine itself counts the files, and a text in each tells whose it is. */
import { readdirSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Words that only this library holds. */
export const MARKS = {
  ink: /react\.transitional\.element/,
  zod: /ZodError/,
  undici: /UND_ERR_DESTROYED/,
  'the pretend internet': /Demo Public Root/,
  'the rules': /No direct connection leaves this network/,
  // The engine itself is in the helper that this starts.
  'proxy scripts': /"script-helper"/,
  SOCKS: /SocksClientError/,
  'logins of proxies': /default_ccache_name/,
} as const;
export type Part = keyof typeof MARKS;

/** Only a network with a proxy script, a SOCKS proxy or a login at a proxy needs them. */
export const OF_SOME_PROXIES: readonly Part[] = ['proxy scripts', 'SOCKS', 'logins of proxies'];

export function partsIn(files: readonly string[]): Part[] {
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  return (Object.keys(MARKS) as Part[]).filter((part) => MARKS[part].test(text));
}

/** The files below `dist` of a process that ran with NODE_V8_COVERAGE set to this folder. */
export function loadedFiles(coverage: string, dist: string): string[] {
  const scripts = readdirSync(coverage).flatMap(
    (name): { url: string }[] => JSON.parse(readFileSync(`${coverage}${sep}${name}`, 'utf8')).result,
  );
  const files = scripts.filter(({ url }) => url.startsWith('file:')).map(({ url }) => fileURLToPath(url));
  return [...new Set(files)].filter((path) => path.startsWith(dist + sep));
}
