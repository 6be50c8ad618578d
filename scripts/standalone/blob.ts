/** The blob for Node: the entry and the chunks of the built program, as Node itself packs them. */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { smallHeapFlags } from '../../src/cli/walk/heap.ts';

const ENTRY = fileURLToPath(new URL('./entry.ts', import.meta.url));

/**
 * Path of the blob. All names in it are relative, so that the same program gives the same bytes wherever it was built;
 * and neither compiled code nor a snapshot, which would bind it to one platform.
 */
export async function packProgram(node: string, dist: string, folder: string): Promise<string> {
  await build({
    entryPoints: [ENTRY],
    outfile: join(folder, 'entry.cjs'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    minify: true,
    logLevel: 'warning',
  });
  const chunks = readdirSync(dist)
    .filter((name) => name.endsWith('.js'))
    .sort();
  const config = {
    main: 'entry.cjs',
    output: 'program.blob',
    disableExperimentalSEAWarning: true,
    useSnapshot: false,
    useCodeCache: false,
    // NODE_OPTIONS of the machine is meant for other programs, and could end this one before its first line.
    execArgvExtension: 'none',
    execArgv: smallHeapFlags(),
    assets: Object.fromEntries(chunks.map((name) => [name, join(dist, name)])),
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  // Its output is part of the error, if there is one.
  execFileSync(node, ['--experimental-sea-config', 'config.json'], { cwd: folder, stdio: 'pipe' });
  return join(folder, config.output);
}
