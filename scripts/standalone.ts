/**
 * Builds the program as one executable that contains Node, for machines without it. `--node FILE` uses the Node of another platform,
 * `--output FILE` another place, `--program FOLDER` an existing build.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { withNode } from './build/sbom.ts';
import { packProgram } from './standalone/blob.ts';
import { inject } from './standalone/inject.ts';
import { type NodeBinary, readNodeBinary, Unusable } from './standalone/node-binary.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The Node that the program is developed and tested with; it packs the program, and is the default to carry it. */
const ownNode = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

const NEXT: Readonly<Record<string, (output: string) => string>> = {
  linux: () => 'It needs glibc 2.28 or newer and libstdc++, which Node itself needs, and nothing else.',
  darwin: (output) => `Not signed any more, and macOS starts nothing unsigned. On a Mac, once: codesign --sign - ${output}`,
  win: () => 'The signature of Node does not cover it any more: sign it before you hand it out, or Windows warns those who start it.',
};

async function standalone(): Promise<void> {
  const { values } = parseArgs({ options: { node: { type: 'string' }, output: { type: 'string' }, program: { type: 'string' } } });
  if (values.program !== undefined && !existsSync(join(values.program, 'main.js')))
    throw new Unusable(`${values.program} holds no built program; npm run build makes one`);
  const node = readNodeBinary(resolve(values.node ?? ownNode));
  checkVersion(node, values.node ?? ownNode);
  const name = `gitpod-doctor-${node.platform}${node.platform.startsWith('win') ? '.exe' : ''}`;
  const output = resolve(values.output ?? join(root, 'dist-standalone', name));
  makeRoom(output);
  const folder = mkdtempSync(join(tmpdir(), 'gitpod-doctor-standalone-'));
  try {
    const program = values.program === undefined ? builtIn(folder) : resolve(values.program);
    const made = join(folder, name);
    writeFileSync(made, node.bytes, { mode: 0o755 });
    inject(made, await packProgram(ownNode, program, folder));
    place(made, output);
    writeFileSync(`${output}.LICENSES.txt`, licences(program, node, values.node ?? ownNode));
    writeFileSync(`${output}.cdx.json`, withNode(readFileSync(join(program, 'sbom.cdx.json'), 'utf8'), node.version));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const bytes = readFileSync(output);
  const shown = relative(process.cwd(), output);
  process.stdout.write(`${shown}: ${node.platform}, Node ${node.version}, ${(bytes.length / 1e6).toFixed(1)} MB\n`);
  process.stdout.write(`sha256 ${createHash('sha256').update(bytes).digest('hex')}\n`);
  process.stdout.write(`${NEXT[node.platform.replace(/-.*/, '')]?.(shown)}\n`);
}

/** What packs the program and what carries it have to agree on the form of the package. */
function checkVersion({ version }: NodeBinary, path: string): void {
  const manifest = readFileSync(join(root, 'node_modules/node/package.json'), 'utf8');
  const wanted = `v${(JSON.parse(manifest) as { version: string }).version}`;
  if (version !== wanted) throw new Unusable(`${path} is Node ${version}; the program is packed for ${wanted}, so take that version`);
}

function builtIn(folder: string): string {
  const dist = join(folder, 'dist');
  execFileSync(process.execPath, [join(root, 'scripts/build.ts'), dist], { stdio: ['ignore', 'ignore', 'inherit'] });
  return dist;
}

/** Asked before anything takes time. */
function makeRoom(output: string): void {
  if (statSync(output, { throwIfNoEntry: false })?.isFile() === false) throw new Unusable(`${output} is not a file; --output names one`);
  try {
    mkdirSync(dirname(output), { recursive: true });
  } catch (error) {
    throw notWritten(output, error);
  }
}

/** Whole or not at all. An executable that is running cannot be overwritten, but another can take its name. */
function place(made: string, output: string): void {
  const partial = `${output}.partial`;
  try {
    copyFileSync(made, partial);
    renameSync(partial, output);
  } catch (error) {
    rmSync(partial, { force: true });
    throw notWritten(output, error);
  }
}

function notWritten(output: string, error: unknown): Unusable {
  return new Unusable(`${output} cannot be written (${(error as NodeJS.ErrnoException).code}); --output names another place`);
}

/** Node's licence is beside the binary in its downloads, one folder up on Linux and macOS; the npm package has none. */
function licences(program: string, { version }: NodeBinary, path: string): string {
  const own = ['LICENSE', '../LICENSE'].map((name) => resolve(dirname(path), name)).find((file) => existsSync(file));
  const text = own === undefined ? `https://github.com/nodejs/node/blob/${version}/LICENSE` : readFileSync(own, 'utf8');
  return `${readFileSync(join(program, 'LICENSES.txt'), 'utf8')}\n${'-'.repeat(80)}\n\nNode.js ${version} and what it carries:\n\n${text}\n`;
}

try {
  await standalone();
} catch (error) {
  const usage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!(error instanceof Unusable) && !usage) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = usage ? 2 : 4;
}
