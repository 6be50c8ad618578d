/** The standalone executable without Node: in a root filesystem that contains nothing else, and with variables that are meant for Node. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { entriesOf, filesBelow } from '../support/files.ts';
import { environment, newFolder, newHome, PATIENT } from '../support/program.ts';
import { openTerminal } from '../support/pty.ts';
import { buildStandalone, emptyRoot, emptyRootLacks, insideRoot, told } from '../support/standalone.ts';

// Whole sweeps and a build run in parallel, on a machine that may be busy.
const RUN_TIME = { timeout: 240_000 };
const onLinux = process.platform === 'linux';
if (!onLinux) process.stderr.write('SKIPPED: the standalone program: it is built and tried on Linux\n');
const lacks = emptyRootLacks();
if (lacks !== null) process.stderr.write(`SKIPPED: the standalone program in an empty root, because ${lacks}\n`);

let executable = '';
beforeAll(async () => {
  if (onLinux) executable = await buildStandalone(newFolder('standalone'), ['--program', join(inject('builtPackage'), 'dist')]);
}, 240_000);

/** The libraries with which Node's official build is linked: glibc and the C++ library. */
const LIBRARIES =
  /^(?:ld-linux-[\w-]+\.so\.\d|libc\.so\.6|libdl\.so\.2|libm\.so\.6|libpthread\.so\.0|libatomic\.so\.1|libgcc_s\.so\.1|libstdc\+\+\.so\.6)$/;

describe.skipIf(lacks !== null).concurrent('the standalone program in an empty root', RUN_TIME, () => {
  const inside = (args: readonly string[], variables?: readonly string[], unshare?: readonly string[]) => {
    const root = emptyRoot(executable);
    return { root, ended: told(insideRoot(root, args, variables, unshare)) };
  };

  it('needs only its executable and the libraries of the system, and no Node', () => {
    const names = [...filesBelow(emptyRoot(executable)).keys()].map((path) => basename(path));
    expect(names.filter((name) => !LIBRARIES.test(name))).toEqual(['gitpod-doctor']);
  });

  it('prints its version and its help', async () => {
    const { version } = JSON.parse(readFileSync(join(inject('builtPackage'), 'package.json'), 'utf8')) as { version: string };
    expect(await inside(['--version']).ended).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(await inside(['--help']).ended).toMatchObject({ status: 0, stdout: expect.stringContaining('check'), stderr: '' });
  });

  it('reports a healthy network as healthy, in one document', async () => {
    const { status, stdout, stderr } = await inside(['check', '--demo', 'healthy', '--json', ...PATIENT]).ended;
    expect({ status, stderr: stderr.includes('Sorry') }).toEqual({ status: 0, stderr: false });
    const report = JSON.parse(stdout) as Report;
    expect(report.summary).toMatchObject({ outcome: 'pass', unmet: 0, unknown: 0 });
    expect(report.observations.filter(({ failure }) => failure?.kind === 'unclassified')).toEqual([]);
  });

  it('finds a cause, and does not blame what the empty root lacks', async () => {
    const { status, stdout } = await inside(['check', '--demo', 'proxy-refuses-port', '--json', ...PATIENT]).ended;
    const { findings } = JSON.parse(stdout) as Report;
    expect([status, ...findings.map(({ name }) => name)]).toEqual([1, 'proxy-refuses-port']);
  });

  it('writes a valid bundle and its state in a guided session, and no other file', async () => {
    const walk = ['--plain', '--demo', 'proxy-refuses-port', '--symptom', 'runner-offline', '--bundle', '/evidence.zip', ...PATIENT];
    const { root, ended } = inside(walk);
    const before = [...filesBelow(root).keys()];
    const { status, stdout, stderr } = await ended;
    expect([status, stdout.includes('GD106'), `${stdout}${stderr}`.includes('/evidence.zip')]).toEqual([1, true, true]);
    const made = [...filesBelow(root).keys()].filter((path) => !before.includes(path));
    expect(made.filter((path) => !path.startsWith('.local/state/gitpod-doctor/'))).toEqual(['evidence.zip']);
    expect([...entriesOf(readFileSync(join(root, 'evidence.zip'))).keys()]).toContain('report.html');
    expect(await told(insideRoot(root, ['verify', '/evidence.zip']))).toMatchObject({ status: 0 });
    expect((await told(insideRoot(root, ['open', '/evidence.zip', '--json']))).status).toBe(1);
  });

  it('opens the screen, and restores the terminal on q', async () => {
    const command = insideRoot(emptyRoot(executable), ['--demo', 'healthy'], ['TERM=xterm-256color']);
    const screen = openTerminal([], { command });
    expect((await screen.shows('What is going wrong?'))[0]).toMatch(/^ gitpod-doctor/);
    screen.press('q');
    const { status, left, alternate, cursorHidden } = await screen.ended;
    expect({ status, alternate, cursorHidden }).toEqual({ status: 3, alternate: false, cursorHidden: false });
    expect(left.join('\n')).toContain('Nothing was measured');
  });

  it('reports that no ssh client is installed', async () => {
    const { status, stdout, stderr } = await inside(['check', 'ssh', '--ssh-alias', 'box', '--json'], [], ['--net']).ended;
    const { findings } = JSON.parse(stdout) as Report;
    expect([status, ...findings.map(({ code }) => code)]).toEqual([1, 'GD801']);
    expect(stderr).not.toContain('Sorry');
  });

  it('reports what it cannot store without a user account or a writable folder', async () => {
    const args = ['--plain', '--demo', 'healthy', '--symptom', 'browser', ...PATIENT];
    const nobody = ['--setgid=4711', '--setuid=4711'];
    const [walked, refused] = [inside(args, [], nobody), inside([...args, '--bundle', '/evidence.zip'], [], nobody)];
    const [{ status, stdout, stderr }, { root }] = [await walked.ended, refused];
    expect([status, stdout.includes('DONE')]).toEqual([0, true]);
    expect(stderr).toContain('the state folder cannot be used (EACCES)');
    expect(await refused.ended).toMatchObject({
      status: 4,
      stderr: expect.stringContaining('/evidence.zip cannot be written: this user is not allowed to write there.\nNothing was measured'),
    });
    expect(existsSync(join(root, 'evidence.zip'))).toBe(false);
  });
});

describe.skipIf(!onLinux).concurrent('the standalone program', RUN_TIME, () => {
  const env = (extra: Readonly<Record<string, string>>) => environment(newHome(), extra);

  it.each([['--no-such-option'], ['--require=/no/such/file.js'], ['--inspect-brk']])('ignores NODE_OPTIONS=%s', async (options) => {
    const { status, stderr } = await told([executable, '--version'], { env: env({ NODE_OPTIONS: options }) });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it("accepts its own flags, but none of Node's", async () => {
    expect(await told([executable, '--eval', '1'], { env: env({}) })).toMatchObject({ status: 2, stdout: '' });
    expect(await told([executable, '-p', '1'], { env: env({}) })).toMatchObject({ status: 2, stdout: '' });
  });

  it('starts itself as the helper for the system lookup, and the helper exits when its stdin closes', async () => {
    const helper = spawn(executable, [`${executable}/lookup-helper.js`], { env: env({}), stdio: ['pipe', 'pipe', 'pipe'] });
    const told = collect(helper);
    helper.stdin.write('{"id":7,"host":"127.0.0.1"}\n');
    await expect.poll(() => told.stdout, { timeout: 60_000 }).not.toBe('');
    expect(JSON.parse(told.stdout)).toEqual({ id: 7, found: [{ address: '127.0.0.1', family: 4 }] });
    helper.stdin.end();
    expect([(await once(helper, 'exit'))[1], told.stderr]).toEqual(['SIGKILL', '']);
  });

  it("starts itself as the helper for the system's certificates", async () => {
    const file = join(newFolder('roots'), 'roots.pem');
    writeFileSync(file, rootCertificates.slice(0, 2).join('\n'));
    const roots = await told([executable, `${executable}/system-roots-helper.js`], {
      env: env({ SSL_CERT_FILE: file, SSL_CERT_DIR: '/no' }),
    });
    expect(fingerprints(JSON.parse(roots.stdout) as string[])).toEqual(fingerprints(rootCertificates.slice(0, 2)));
  });

  it('starts itself as the helper that estimates an SSH configuration', async () => {
    const helper = spawn(executable, [`${executable}/estimate-helper.js`], { env: env({}), stdio: ['pipe', 'pipe', 'pipe'] });
    const told = collect(helper);
    const files = [{ path: '/c', text: 'Host *.example\n  User me\n' }];
    helper.stdin.end(JSON.stringify({ name: 'a.example', roots: ['/c'], files, includes: [] }));
    await once(helper, 'close');
    expect([JSON.parse(told.stdout), told.stderr]).toEqual([
      {
        settings: [
          ['host', '*.example'],
          ['user', 'me'],
        ],
        isPartial: false,
      },
      '',
    ]);
  });

  it('starts itself as the helper that evaluates a proxy script, with the engine inside', async () => {
    const helper = spawn(executable, [`${executable}/script-helper.js`], { env: env({}), stdio: ['pipe', 'pipe', 'pipe'] });
    const told = collect(helper);
    const limits = { loadMs: 10_000, callMs: 10_000, totalMs: 10_000, memoryBytes: 2 ** 26, lookups: 20 };
    const calls = [{ url: 'https://a.example/', host: 'a.example' }];
    const input = { text: 'function FindProxyForURL() { return "DIRECT" }', calls, required: 1, ownAddresses: [], shiftMs: 0, limits };
    helper.stdin.write(`${JSON.stringify(input)}\n`);
    await once(helper, 'close');
    const lines = told.stdout.trim().split('\n');
    expect([lines.map((line) => (JSON.parse(line) as { is: string }).is), told.stderr]).toEqual([
      ['ready', 'calling', 'answer', 'end'],
      '',
    ]);
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ answer: { returned: { is: 'text', text: 'DIRECT' } } });
  });

  it.skipIf(lacks !== null)('starts its own executable as a helper', async () => {
    const args = ['--net', executable, 'check', 'vscode', '--no-store', '--json'];
    const child = spawn('unshare', args, { env: env({}), stdio: ['ignore', 'pipe', 'pipe'] });
    const seen = new Set<string>();
    const watching = setInterval(() => {
      // The watchdog starts the program, and the program its helper.
      for (const pid of childrenOf(child.pid)) for (const one of childrenOf(pid)) seen.add(basename(wordsOf(one)[1] ?? ''));
    }, 2);
    await once(child, 'close');
    clearInterval(watching);
    expect([...seen]).toContain('lookup-helper.js');
  });

  it('is identical byte for byte when the sources are built in another folder', async () => {
    const elsewhere = newFolder('elsewhere');
    const again = await buildStandalone(elsewhere, [], elsewhere);
    expect(sha256(again)).toBe(sha256(executable));
  });

  it('contains its licences and the list of bundled packages, including Node', () => {
    const text = readFileSync(`${executable}.LICENSES.txt`, 'utf8');
    for (const name of ['ink', 'react', 'zod', 'undici', 'ssh2', '@aws-sdk/client-ec2', 'yoga-layout']) {
      expect([name, new RegExp(`^${name} \\d`, 'm').test(text)]).toEqual([name, true]);
    }
    expect(text).toMatch(/^Node\.js v\d+/m);
    const { components } = JSON.parse(readFileSync(`${executable}.cdx.json`, 'utf8')) as { components: { name: string }[] };
    expect(components.map(({ name }) => name)).toEqual(expect.arrayContaining(['ink', 'undici', 'node']));
  });
});

function collect(child: ChildProcessWithoutNullStreams): { stdout: string; stderr: string } {
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => (said[stream] += text));
  return said;
}

/** The processes that a process has started and that still run. */
function childrenOf(pid: number | undefined): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function wordsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function fingerprints(certificates: readonly string[]): string[] {
  return certificates.map((pem) => new X509Certificate(pem).fingerprint256);
}
