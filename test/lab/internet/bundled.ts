/**
 * The servers of the lab's internet as one file, written once for all scenarios: loading them as hundreds of sources takes most of the
 * CPU time of a network's start.
 */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { OURS } from '../namespaces.ts';

const SERVE = fileURLToPath(new URL('serve.ts', import.meta.url));
/** Packages that are CommonJS ask for built-in modules. */
const REQUIRE = "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);";

let written: Promise<string> | undefined;

export function bundledServers(): Promise<string> {
  written ??= write();
  return written;
}

async function write(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), OURS));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'serve.mjs');
  const banner = { js: REQUIRE };
  await build({
    entryPoints: [SERVE],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    outfile,
    banner,
    logLevel: 'error',
  });
  return outfile;
}
