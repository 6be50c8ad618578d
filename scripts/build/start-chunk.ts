/**
 * What every command begins with is one chunk. esbuild puts modules together that the same entries reach, so each module that is loaded on
 * demand is made to reach all of these. In twenty files they took a fifth of the time to the first frame.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Loader, Plugin } from 'esbuild';

const BEGINNING: Readonly<Record<string, string>> = { runCommand: 'src/cli/dispatch.ts', walk: 'src/cli/commands/walk.ts' };

export const startChunk: Plugin = {
  name: 'start-chunk',
  setup(plugin) {
    const root = plugin.initialOptions.absWorkingDir ?? '.';
    const onDemand = new Set(
      globSync('src/**/*.{ts,tsx}', { cwd: root }).flatMap((file) => {
        const path = resolve(root, file);
        return Array.from(readFileSync(path, 'utf8').matchAll(/\bimport\('(\.[^']+)'\)/g), ([, name = '']) => resolve(dirname(path), name));
      }),
    );
    const beginning = Object.entries(BEGINNING).map(
      ([name, path]) => `\nexport { ${name} as ${name}First } from ${JSON.stringify(resolve(root, path))};`,
    );
    plugin.onLoad({ filter: /[\\/]src[\\/].*\.tsx?$/ }, ({ path }) => {
      if (!onDemand.has(path) || Object.values(BEGINNING).some((each) => resolve(root, each) === path)) return undefined;
      return { contents: readFileSync(path, 'utf8') + beginning.join(''), loader: path.endsWith('x') ? 'tsx' : ('ts' satisfies Loader) };
    });
  },
};
