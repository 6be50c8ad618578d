/** `--baseline`: the report and the page show the changes, and a remaining cause is not new because of its masked name. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { entriesOf } from '../support/files.ts';
import { newHome, PATIENT, run } from '../support/program.ts';

it('a cause is reported as unchanged if an earlier bundle of this machine also contains it', { timeout: 60_000 }, async () => {
  const home = newHome();
  const check = ['check', 'proxy', 'management', '--demo', 'proxy-requires-login', ...PATIENT];
  await run([...check, '--bundle=before.zip'], { home });
  const ended = await run([...check, '--baseline=before.zip', '--json', '--bundle=after.zip'], { home });
  const { comparison, findings } = JSON.parse(ended.stdout);
  expect(comparison).toMatchObject({ changes: [], findings: { new: [], fixed: [] }, causes: { new: [], fixed: [] }, warnings: [] });
  expect(comparison.causes.unchanged).toHaveLength(findings.length);
  expect(findings.length).toBeGreaterThan(0);

  const entries = entriesOf(readFileSync(join(home.folder, 'after.zip')));
  expect(entries.get('report.html')?.toString()).toMatch(/Compared with the baseline.*Unchanged causes.*GD103 proxy-requires-login/s);
  expect(entries.get('report.md')?.toString()).toMatch(/## Compared with the baseline.*Unchanged causes.*GD103 proxy-requires-login/s);
  expect((await run(['verify', 'after.zip'], { home })).status).toBe(0);
});

it('the service is blamed if the report of another network has the same cause, and this network if not', {
  timeout: 90_000,
}, async () => {
  const home = newHome();
  const json = ['check', 'registries', '--json', ...PATIENT];
  const [refused, healthy] = await Promise.all(
    ['port-refused', 'healthy'].map(async (demo) => (await run([...json, '--demo', demo], { home })).stdout),
  );
  writeFileSync(join(home.folder, 'refused.json'), refused ?? '');
  writeFileSync(join(home.folder, 'healthy.json'), healthy ?? '');
  const owners = async (before: string) => {
    const ended = await run([...json, '--demo', 'port-refused', `--baseline=${before}`], { home });
    const [found] = JSON.parse(ended.stdout).findings;
    return { name: found.name, owners: found.fixes.map(({ owner }: { owner: string }) => owner) };
  };
  expect(await owners('refused.json')).toMatchObject({ name: 'port-refused', owners: ['you'] });
  expect((await owners('healthy.json')).owners).toContain('network-team');
});
