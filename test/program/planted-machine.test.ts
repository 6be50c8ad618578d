/**
 * A machine whose settings, SSH files, overlay and pasted answers contain a secret of every kind, with an AWS, a metadata service, a
 * certificate and a redirect that contain more: the program's output, storage and bundles contain none.
 */
import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { entriesOf, filesBelow } from '../support/files.ts';
import { launcher, newHome } from '../support/program.ts';
import { leaks } from '../support/secrets.ts';

/** A separate network, and private mounts. */
const ALONE = ['--net', '--mount'];
const MACHINE = fileURLToPath(new URL('../support/planted-machine.ts', import.meta.url));

function isPossible(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return spawnSync('unshare', [...ALONE, 'ip', 'link', 'set', 'lo', 'up']).status === 0;
}

it('the output contains no secret from files, variables, servers or certificates, at any level', { timeout: 240_000 }, async () => {
  if (!isPossible()) {
    process.stderr.write('SKIPPED: a machine full of secrets, because this needs Linux, root, unshare and ip\n');
    return;
  }
  const { folder } = newHome();
  await promisify(execFile)('unshare', [...ALONE, process.execPath, MACHINE, launcher(), folder], { cwd: join(folder, '..') });
  const files = filesBelow(folder);
  const text = (name: string) => files.get(name)?.toString() ?? '';
  // The program used everything: it contacted the servers, and read and reported the files.
  expect(text('seen.txt').split('\n')).toEqual(
    expect.arrayContaining(['aws DescribeImages', 'aws GetCallerIdentity', 'metadata GET', 'metadata PUT', 'web GET']),
  );
  const { findings, requirements } = JSON.parse(text('document.out'));
  const names = findings.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(['ssh-config-refused', 'tls-intercepted', 'describe-images-denied']));
  expect(requirements.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(['scm.mirror', 'scm.other']));
  for (const program of ['git', 'npm', 'pip', 'docker', 'vscode', 'jetbrains', 'aws'])
    expect(text('document.out')).toContain(`"program": "${program}"`);
  expect(text('pasted.out')).toContain('"pasted":true');

  // A bundle of each level, with all of its files.
  const bundles = ['a.zip', 'b.zip', 'd.zip'].map((name) => entriesOf(files.get(name) ?? Buffer.alloc(0)));
  const levels = bundles.map((entries) => JSON.parse(String(entries.get('manifest.json'))).redaction.level);
  expect(levels).toEqual(['standard', 'network-clear', 'strict']);
  for (const entries of bundles) {
    expect([...entries.keys()]).toEqual(expect.arrayContaining(['report.html', 'report.md', 'events.jsonl', 'environment.json']));
    expect(
      JSON.parse(String(entries.get('manifest.json'))).omissions.filter(({ why }: { why: string }) => why === 'withheld-unsafe'),
    ).toEqual([]);
  }

  const secrets = text('secrets.txt').split('\n');
  expect(secrets.length).toBeGreaterThan(500);
  const left = [...files].filter(([path]) => /\.(?:out|err|zip)$/.test(path) || path.startsWith('state'));
  expect(left.length).toBeGreaterThan(8);
  const found = left.flatMap(([path, bytes]) => [
    ...leaks(path, bytes, secrets),
    ...(path.endsWith('.zip')
      ? [...entriesOf(bytes)].flatMap(([entry, content]) => [
          ...leaks(`${path} ${entry}`, content, secrets),
          ...leaks(path, entry, secrets),
        ])
      : []),
  ]);
  expect(found).toEqual([]);
});
