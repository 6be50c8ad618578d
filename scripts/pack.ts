/**
 * Packs the package as users install it: `npm run pack [FOLDER]`, from a separate folder whose manifest has no checkout scripts, because
 * npm warns at each installation of a package with scripts, `prepare` included.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const destination = resolve(process.argv[2] ?? '.');
/** What npm puts into each package, asked or not. */
const ALWAYS = ['README.md', 'LICENSE'];

const { scripts: _, allowScripts: __, devDependencies: ___, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
if (!existsSync(join(root, 'dist', 'main.js'))) throw new Error('there is no built program; npm run build makes one');

const folder = mkdtempSync(join(tmpdir(), 'gitpod-doctor-pack-'));
try {
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const part of [...manifest.files, ...ALWAYS]) cpSync(join(root, part), join(folder, part), { recursive: true });
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', destination], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
