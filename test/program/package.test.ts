/** The npm package: what it contains, and that it installs and runs without access to a registry. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { filesBelow } from '../support/files.ts';
import { oldNode } from '../support/old-node.ts';
import { environment, newFolder, newHome, PATIENT } from '../support/program.ts';
import { told } from '../support/standalone.ts';

interface Sbom {
  components: { name: string; version: string; purl: string; hashes: unknown }[];
}

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const old = oldNode();
if (old === null) process.stderr.write('SKIPPED: the installed package with an old Node: this machine has none older than 22.19\n');

/** npm without a registry, without a cache, and without the caller's settings. */
function offline(): Record<string, string> {
  const folder = newFolder('npm');
  return environment(newHome(), {
    npm_config_cache: join(folder, 'cache'),
    npm_config_userconfig: join(folder, 'npmrc'),
    npm_config_offline: 'true',
  });
}

/** A checkout as it is packed: its files and the built program. */
async function packed(): Promise<string> {
  const folder = newFolder('checkout');
  for (const part of readdirSync(checkout)) {
    if (/^(?:\.git|node_modules|dist.*|coverage)$/.test(part)) continue;
    cpSync(join(checkout, part), join(folder, part), { recursive: true });
  }
  cpSync(join(inject('builtPackage'), 'dist'), join(folder, 'dist'), { recursive: true });
  const pack = [process.execPath, join(folder, 'scripts', 'pack.ts'), folder] as const;
  const { status, stdout, stderr } = await told(pack, { cwd: folder, env: offline() });
  if (status !== 0) throw new Error(`npm run pack: ${stdout}${stderr}`);
  return join(folder, stdout.trim());
}

let installed = '';
let installation = '';
let tarball = '';

beforeAll(async () => {
  tarball = await packed();
  installed = newFolder('installed');
  // Otherwise npm would take the surrounding package for the project.
  writeFileSync(join(installed, 'package.json'), '{}');
  // Installed as a user does it: install scripts would run if the package had any.
  const args = ['npm', 'install', '--no-audit', '--no-fund', tarball] as const;
  const { status, stdout, stderr } = await told(args, { cwd: installed, env: offline() });
  installation = `${stdout}${stderr}`;
  if (status !== 0) throw new Error(`npm install: ${installation}`);
}, 240_000);

describe.concurrent('the package', () => {
  const folder = () => join(installed, 'node_modules', 'gitpod-doctor');

  it('contains the launcher, the built program, the licences and a README', () => {
    const paths = [...filesBelow(folder()).keys()];
    expect(paths.filter((path) => !path.startsWith('dist/')).sort()).toEqual([
      'LICENSE',
      'README.md',
      'bin/gitpod-doctor.js',
      'docs/gitpod-doctor.1',
      'package.json',
    ]);
    expect(paths.filter((path) => path.startsWith('dist/') && !/^dist\/[\w-]+\.js(?:\.LEGAL\.txt)?$/.test(path))).toEqual([
      'dist/LICENSES.txt',
      'dist/sbom.cdx.json',
    ]);
    expect(paths).toEqual(
      expect.arrayContaining([
        'dist/main.js',
        'dist/lookup-helper.js',
        'dist/system-roots-helper.js',
        'dist/estimate-helper.js',
        'dist/script-helper.js',
      ]),
    );
  });

  it('contains the licence of each bundled package', () => {
    const text = readFileSync(join(folder(), 'dist', 'LICENSES.txt'), 'utf8');
    const bundled = [
      'ink',
      'react',
      'zod',
      'undici',
      'ssh2',
      'fflate',
      'yauzl',
      'age-encryption',
      'ipaddr.js',
      '@aws-sdk/client-ec2',
      '@peculiar/x509',
    ];
    expect(bundled.filter((name) => !text.includes(`\n${name} `))).toEqual([]);
    expect(text).not.toContain('no licence named');
  });

  it("lists the bundled packages with npm's versions and checksums", async () => {
    const { status, stdout } = await told(['npm', 'sbom', '--sbom-format=cyclonedx', '--package-lock-only'], {
      cwd: checkout,
      env: offline(),
    });
    expect(status).toBe(0);
    const npms = new Map((JSON.parse(stdout) as Sbom).components.map((each) => [each.purl, each.hashes]));
    const { components } = JSON.parse(readFileSync(join(folder(), 'dist', 'sbom.cdx.json'), 'utf8')) as Sbom;
    expect(components.filter(({ purl, hashes }) => !isDeepStrictEqual(npms.get(purl), hashes))).toEqual([]);
    const licences = readFileSync(join(folder(), 'dist', 'LICENSES.txt'), 'utf8');
    expect(components.length).toBeGreaterThan(40);
    expect(components.filter(({ name, version }) => !licences.includes(`\n${name} ${version} (`))).toEqual([]);
  });

  it('installs without install scripts, and without a warning about install scripts', () => {
    const { scripts } = JSON.parse(readFileSync(join(folder(), 'package.json'), 'utf8')) as { scripts?: unknown };
    expect([scripts, installation.match(/.*(?:warn|script).*/gi)]).toEqual([undefined, null]);
  });

  it('has no dependencies', () => {
    expect(readdirSync(join(installed, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['gitpod-doctor']);
    const manifest = JSON.parse(readFileSync(join(folder(), 'package.json'), 'utf8')) as Record<string, unknown>;
    for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies'])
      expect(manifest[kind]).toBeUndefined();
  });

  it('contains no path of the machine that built it', () => {
    const text = gunzipSync(readFileSync(tarball)).toString('latin1');
    for (const place of [checkout, inject('builtPackage'), `${homedir()}/`, process.execPath]) {
      expect([place, text.includes(place)]).toEqual([place, false]);
    }
  });

  it('runs without access to a registry', { timeout: 240_000 }, async () => {
    const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string };
    const npx = (...args: string[]) => told(['npx', '--no-install', 'gitpod-doctor', ...args], { cwd: installed, env: offline() });
    expect(await npx('--version')).toMatchObject({ status: 0, stdout: `${version}\n` });
    const checked = await npx('check', '--demo', 'healthy', '--json', ...PATIENT);
    expect(checked.status).toBe(0);
    expect((JSON.parse(checked.stdout) as Report).summary.outcome).toBe('pass');
  });

  it.skipIf(old === null)('prints which Node it needs when Node is too old', async () => {
    const program = join(installed, 'node_modules', '.bin', 'gitpod-doctor');
    const { status, stdout, stderr } = await told([old ?? '', program, '--version'], { env: environment(newHome()) });
    expect({ status, stdout }).toEqual({ status: 70, stdout: '' });
    expect(stderr).toMatch(/^gitpod-doctor needs Node 22\.19 or newer; this is v\d+\.\d+\.\d+\.\n$/);
  });
});
