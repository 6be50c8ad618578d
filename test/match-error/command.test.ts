/** `match-error` and `--error` as a user runs them. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ErrorReport } from '../../src/knowledge/error-dictionary/index.ts';
import { storedSessions } from '../support/files.ts';
import { environment, launcher, newHome, run } from '../support/program.ts';

const SECRET = 'kestrel-4471';
const MESSAGE = `Get "https://anna:${SECRET}@marketplace.visualstudio.com/_apis?token=${SECRET}": x509: certificate signed by unknown authority`;

async function matches(...args: string[]): Promise<ErrorReport['matches']> {
  const { status, stdout } = await run(['match-error', '--json', ...args]);
  expect(status).toBe(0);
  return ErrorReport.parse(JSON.parse(stdout)).matches;
}

/** What is written to stdin, and whether it ends. */
function piped(input: readonly string[]): Promise<{ status: number | null; stdout: string }> {
  const home = newHome();
  const child = spawn(process.execPath, [launcher(), 'match-error', '-', '--json'], { cwd: home.folder, env: environment(home) });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stdin.on('error', () => undefined);
  for (const part of input) child.stdin.write(part);
  child.stdin.end();
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, stdout })));
}

describe.concurrent('match-error', () => {
  it('prints the layer, the host, the findings and the command for a guided session, as docs/contract.md specifies', async () => {
    expect(await matches(MESSAGE)).toMatchObject([
      { layer: 'tls', host: 'marketplace.visualstudio.com', findings: expect.arrayContaining(['tls-intercepted']), symptom: 'vscode' },
    ]);
  });

  it('accepts words without quotes, and prints one line when nothing matches', async () => {
    expect(await matches('curl:', '(6)', 'Could', 'not', 'resolve', 'host:', 'app.gitpod.io')).toMatchObject([
      { layer: 'dns', host: 'app.gitpod.io' },
    ]);
    expect(await matches('it', 'is', 'slow')).toEqual([]);
    const { status, stdout } = await run(['match-error', 'it is slow']);
    expect({ status, lines: stdout.trim().split('\n').length }).toEqual({ status: 0, lines: 1 });
  });

  it('reads a pipe to its end, even a long log and binary bytes', async () => {
    const log = await piped([...Array.from({ length: 64 }, () => 'nothing to see\n'.repeat(4000)), MESSAGE]);
    expect(log.status).toBe(0);
    expect(ErrorReport.parse(JSON.parse(log.stdout)).matches).toMatchObject([{ host: 'marketplace.visualstudio.com' }]);
    expect(await piped(['\u0000\ufffd\u001b['])).toMatchObject({ status: 0 });
  });

  it('prints from the message only the host, which --mask masks', async () => {
    const message = MESSAGE.replace('marketplace.visualstudio.com', 'git.corp.example');
    const [typed, masked] = await Promise.all([run(['match-error', message]), run(['match-error', '--mask', message])]);
    expect(typed.stdout).toContain('git.corp.example');
    expect(typed.stdout + typed.stderr).not.toMatch(/kestrel|anna|_apis/);
    expect(masked.stdout + masked.stderr).not.toMatch(/kestrel|anna|corp\.example|_apis/);
  });

  it('reads a plain file, a gzip file, a UTF-16 file and a folder of logs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'logs-'));
    const log = `2026-01-05 10:00:00 INFO starting\n2026-01-05 10:00:01 ERROR ${MESSAGE}\n`;
    writeFileSync(join(folder, 'plain.log'), log);
    writeFileSync(join(folder, 'windows.txt'), Buffer.from(`\uFEFF${log}`, 'utf16le'));
    writeFileSync(join(folder, 'old.log.1.gz'), gzipSync(log));
    for (const named of [join(folder, 'plain.log'), join(folder, 'windows.txt'), join(folder, 'old.log.1.gz'), folder])
      expect(await matches(named), named).toMatchObject([{ layer: 'tls', host: 'marketplace.visualstudio.com' }]);
    rmSync(folder, { recursive: true });
  });

  it('refuses a path that is not a readable file', async () => {
    const { status, stdout, stderr } = await run(['match-error', './missing.log']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('no readable file');
  });

  it('prints its confidence and the matching words, and marks a guess', async () => {
    const { stdout } = await run(['match-error', MESSAGE]);
    expect(stdout).toContain('certain');
    expect(stdout).toContain('x509 certificate signed by unknown authority');
    expect(stdout.match(/gitpod-doctor --symptom/g)).toHaveLength(1);
    const guess = await run(['match-error', 'zorp: the certificate was a problem']);
    expect(guess.stdout).toMatch(/contains no known message[\s\S]*TLS[\s\S]*possible/);
    const full = await run(['match-error', 'write /x: no space left on device']);
    expect(full.stdout).toMatch(/disk[\s\S]*free space/);
  });

  it('describes its input and exits with 0 when it gets none and has no terminal', async () => {
    expect(await run(['match-error'])).toMatchObject({ status: 0 });
  });
});

describe.concurrent('--error', () => {
  it('starts the guided session that the message suggests, and does not store the message', async () => {
    const { status, stdout, stderr, home } = await run(['--demo', 'healthy', '--plain', '--from', 'laptop', '--error', MESSAGE]);
    expect(status).toBe(0);
    expect(stdout).toContain('GD307 tls-intercepted');
    expect(stdout).toContain('VS Code: Can VS Code fetch its server');
    expect(stdout).not.toContain('Registries: ');
    const [session = ''] = storedSessions(home);
    expect(session).toContain('go.unknown-authority at marketplace.visualstudio.com');
    expect(stdout + stderr + session).not.toMatch(/kestrel|_apis/);
  });
});
