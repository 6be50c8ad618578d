/** Build facts in the program: equal sources give equal facts, and nothing is invented. */
import { cpSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtFromCommit, rulesSha256 } from '../../scripts/build/provenance.ts';
import { newFolder } from '../support/program.ts';

const root = join(import.meta.dirname, '../..');

it('the checksum of the rules depends only on the source of the rules, not on the folder or the tests', async () => {
  const copy = newFolder('rules');
  for (const folder of ['src/diagnosis', 'src/knowledge', 'src/model']) cpSync(join(root, folder), join(copy, folder), { recursive: true });
  const sum = await rulesSha256(root);
  expect(sum).toMatch(/^[0-9a-f]{64}$/);
  writeFileSync(join(copy, 'src/diagnosis/engine/new.test.ts'), 'another test');
  expect(await rulesSha256(copy)).toBe(sum);
  writeFileSync(join(copy, 'src/diagnosis/rules/rule.ts'), 'another rule');
  const other = await rulesSha256(copy);
  expect(other).not.toBe(sum);
  renameSync(join(copy, 'src/diagnosis/rules/rule.ts'), join(copy, 'src/diagnosis/engine/another-name.ts'));
  expect(await rulesSha256(copy)).not.toBe(other);
});

it('the commit is the full hash that was given to the build, or unknown', () => {
  const commit = 'f7a1c08de94b35627a8c1d9e0f4b6a2c3d5e7f80';
  expect([builtFromCommit(undefined), builtFromCommit(''), builtFromCommit(commit)]).toEqual([null, null, commit]);
  for (const told of ['main', commit.slice(1), `${commit}-dirty`]) expect(() => builtFromCommit(told)).toThrow(/full name of a commit/);
});
