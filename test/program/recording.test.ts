/** `check --record FILE`: what it writes, what it refuses in one line, and a recording as the baseline of another network. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Recording } from '../../src/model/recording.ts';
import { type Ended, newHome, PATIENT, run } from '../support/program.ts';

const check = (demo: string, ...more: string[]) => ['check', 'management', 'registries', '--demo', demo, ...PATIENT, ...more];

function refused(ended: Ended, status: number, why: RegExp): void {
  expect(ended.status).toBe(status);
  const told = ended.complaint.filter((line) => why.test(line));
  expect(told).toHaveLength(1);
  expect(ended.stderr).not.toMatch(/\bat .+:\d+:\d+|ZodError|SyntaxError/);
}

it('--record writes the answers of the published hosts, and --baseline compares a bad network with them', { timeout: 60_000 }, async () => {
  const home = newHome();
  const good = await run(check('healthy', '--record=good.json'), { home });
  expect(good.status).toBe(0);
  expect(good.stderr).toMatch(/^Recorded: \S+good\.json \(\d+ checks\)\.$/m);
  const recording = Recording.parse(JSON.parse(readFileSync(join(home.folder, 'good.json'), 'utf8')));
  expect(recording).toMatchObject({ pretend: true, edition: 'document', catalog: { overlay: null } });
  expect(recording.rows.map(({ id }) => id)).toContain('management.app');

  const bad = await run(check('port-refused', '--baseline=good.json', '--json'), { home });
  expect(bad.status).toBe(1);
  const { findings, comparison } = JSON.parse(bad.stdout);
  expect(findings[0].evidence.join(' ')).toMatch(/on the other network \(\d{4}-\d\d-\d\d\), so the cause is in this network/);
  expect(comparison).toBeUndefined();
});

describe('a recording is refused, and report and bundle are kept,', () => {
  it.each([
    ['tls-intercepted', /^Not recorded: TLS to \S+ is re-signed on this network\.$/],
    ['port-refused', /^Not recorded: the check found GD\d{3} port-refused\.$/],
  ])('when the network shows %s', { timeout: 60_000 }, async (demo, why) => {
    const home = newHome();
    const ended = await run(check(demo, '--record=bad.json', '--bundle=kept.zip', '--json'), { home });
    refused(ended, 4, why);
    // The report and the bundle of the same sweep were still written.
    expect(JSON.parse(ended.stdout).summary.outcome).toBe('fail');
    expect(readdirSync(home.folder).filter((name) => /bad|kept/.test(name))).toEqual(['kept.zip']);
  });

  it('when the file cannot be written, before anything is measured', { timeout: 60_000 }, async () => {
    const home = newHome();
    writeFileSync(join(home.folder, 'mine.json'), 'mine');
    mkdirSync(join(home.folder, 'folder'));
    for (const [name, why] of [
      ['mine.json', /no file is overwritten\.$/],
      ['folder', /it is a folder\.$/],
      ['none/good.json', /the folder does not exist\.$/],
      ['/proc/good.json', /cannot be written/],
    ] as const) {
      const ended = await run(check('healthy', `--record=${name}`), { home });
      refused(ended, 4, why);
      expect(ended.stdout).toBe('');
    }
    expect(readFileSync(join(home.folder, 'mine.json'), 'utf8')).toBe('mine');
  });

  it('when an overlay changes the list, because its hosts are not those of the document', async () => {
    const home = newHome();
    writeFileSync(join(home.folder, 'overlay.json'), '{}');
    refused(await run(check('healthy', '--record=good.json', '--catalog=overlay.json'), { home }), 2, /^--record needs the built-in list/);
    expect(existsSync(join(home.folder, 'good.json'))).toBe(false);
  });
});

it.each([
  ['half-written', (text: string) => text.slice(0, text.length / 2), /is damaged: its JSON is incomplete\.$/],
  ['changed by hand', (text: string) => text.replace('"statuses"', '"status"'), /is damaged \(at rows\.0\.answers\.0/],
  [
    'of another version',
    (text: string) => text.replace('recording@1', 'recording@2'),
    /another version of gitpod-doctor recorded it \(format recording@2\)\.$/,
  ],
])('a recording %s is refused as a baseline in one line', { timeout: 60_000 }, async (_, spoil, why) => {
  const home = newHome();
  await run(check('healthy', '--record=good.json'), { home });
  const path = join(home.folder, 'good.json');
  const spoiled = spoil(readFileSync(path, 'utf8'));
  writeFileSync(path, spoiled);
  const ended = await run(check('healthy', '--baseline=good.json'), { home });
  refused(ended, 4, why);
  expect(readFileSync(path, 'utf8')).toBe(spoiled);
});
