/** The patch for an SSH configuration in a request. If it fails, `patch` refuses the text, or fixes nothing. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/index.ts';
import { createHandover, handoverAs, type RequestFormat } from '../../src/documents/handover/index.ts';
import { buildReport } from '../../src/documents/report/report.ts';
import { type SshLab, sshLabLacks, startSshLab } from '../../src/probes/testing/sshd.ts';
import { type Found, found } from '../support/ssh-found.ts';

const lacks = sshLabLacks();
if (lacks !== null) process.stderr.write(`SKIPPED: changes of SSH configurations, because ${lacks}\n`);

const ALIAS = 'x1.gitpod.environment';

describe.skipIf(lacks !== null)("the user's own request", { timeout: 60_000 }, () => {
  let lab: SshLab;
  beforeAll(async () => {
    lab = await startSshLab();
  });
  afterAll(() => lab.close());

  const requestOf = ({ session }: Found, format: RequestFormat) =>
    handoverAs(format, createHandover(buildReport(session, diagnose(session)), { session, ways: { proxy: 'unknown' } }, 'you'));

  test.each(['text', 'markdown'] as const)('contains a patch in %s format that applies unchanged and removes the cause', async (format) => {
    await mkdir(join(lab.folder, format, 'gitpod'), { recursive: true });
    const ours = await lab.file(`${format}/gitpod/config`, 'Host *.gitpod.environment\n  ProxyCommand true\n');
    const file = await lab.file(`${format}/config`, `Host work\n  User me\n  Include ${ours}\n`);
    const before = await found(file, ALIAS, { consents: [] });
    expect(before.roots).toContain('ssh-include-dead');
    const request = requestOf(before, format);
    const patch = (...flags: string[]) => spawnSync('patch', [...flags, '-p0', file], { input: request, encoding: 'utf8' });
    expect(patch('--dry-run')).toMatchObject({ status: 0 });
    expect(patch('--silent')).toMatchObject({ status: 0 });
    expect((await found(file, ALIAS, { consents: [] })).roots).not.toContain('ssh-include-dead');
  });

  test('contains a command that removes a byte order mark, which a copied patch would lose', async () => {
    const file = await lab.file('marked-config', '\ufeffHost *.gitpod.environment\n  ProxyCommand true\n');
    const before = await found(file, ALIAS, { consents: [] });
    expect(before.roots).toContain('ssh-config-refused');
    const command = /^ {2}(tail .*)$/m.exec(requestOf(before, 'text'))?.[1] ?? expect.fail('no command');
    expect(spawnSync('sh', ['-c', command])).toMatchObject({ status: 0 });
    expect(readFileSync(file, 'utf8')).toMatch(/^Host /);
    expect((await found(file, ALIAS, { consents: [] })).roots).not.toContain('ssh-config-refused');
    writeFileSync(file, '');
  });
});
