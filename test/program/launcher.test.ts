/** The launcher on real machines: an old Node, a package without its own Node, no build. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { oldNode } from '../support/old-node.ts';
import { newFolder, run, start } from '../support/program.ts';

/** The package on a machine where nothing else was installed. */
function bareCopy(...parts: string[]): string {
  const copy = newFolder('bare');
  for (const part of ['bin', 'package.json', ...parts]) cpSync(join(inject('builtPackage'), part), join(copy, part), { recursive: true });
  return copy;
}

const node = oldNode();
if (node === null) process.stderr.write('SKIPPED: the launcher with an old Node: this machine has none older than 22.19\n');

describe.skipIf(node === null).concurrent('when Node is too old,', () => {
  const old = node ?? '';

  it('the package runs the same command line with its bundled Node, and passes on status and streams', async () => {
    const [version, wrong, plain] = await Promise.all([
      run(['--version'], { node: old }),
      run(['check', '--account', 'x y'], { node: old }),
      run(['check', 'host', '--demo', 'proxy-variable-invalid', '--json'], { node: old, env: { NODE_OPTIONS: '--no-such-option-in-24' } }),
    ]);
    expect(version).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
    expect([wrong.status, wrong.stdout, wrong.complaint.length]).toEqual([2, '', 2]);
    // A variable that the old Node itself refuses ends it before the first line of ours.
    expect(plain.stdout === '' ? plain.stderr : plain.stdout).toMatch(/NODE_OPTIONS|gitpod-doctor\/report@1/);
  });

  it('the program prints the results so far after a signal', { timeout: 120_000 }, async () => {
    const running = start(['check', '--demo', 'resolver-silent', '--jsonl'], { node: old });
    await running.says('"observed"');
    running.child.kill('SIGINT');
    const { status, stdout } = await running.ended;
    expect(status).toBe(130);
    expect(stdout).toContain('gitpod-doctor/report@1');
  });

  it('the package prints in one line which Node it needs if it contains none', async () => {
    const { status, stdout, complaint } = await run(['check'], { node: old, packageFolder: bareCopy('dist') });
    expect({ status, stdout, complaint }).toEqual({
      status: 70,
      stdout: '',
      complaint: [expect.stringMatching(/^gitpod-doctor needs Node 22\.19/)],
    });
  });
});

describe.concurrent('when Node is recent enough,', () => {
  it('the built program needs no other package', async () => {
    const packageFolder = bareCopy('dist');
    const [version, checked] = await Promise.all([
      run(['--version'], { packageFolder }),
      run(['check', 'host', '--demo', 'healthy', '--json'], { packageFolder }),
    ]);
    expect([version.status, checked.status]).toEqual([0, 0]);
  });

  it('a package that was not built prints only that', async () => {
    const { status, stdout, complaint } = await run(['--version'], { packageFolder: bareCopy() });
    expect({ status, stdout, complaint }).toEqual({ status: 70, stdout: '', complaint: [expect.stringContaining('not built')] });
  });

  it('a package whose build is incomplete prints one line and no stack trace', async () => {
    const packageFolder = bareCopy('dist');
    writeFileSync(join(packageFolder, 'dist', 'main.js'), 'import "./no-such-chunk.js";');
    const { status, stdout, complaint } = await run(['--version'], { packageFolder });
    expect({ status, stdout, lines: complaint.length }).toEqual({ status: 70, stdout: '', lines: 1 });
  });
});
