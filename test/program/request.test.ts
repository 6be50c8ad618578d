/** `request` as people call it: after a check, from a bundle, in each form, and wrongly. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../support/csv.ts';
import { type Home, newHome, run } from '../support/program.ts';

const TIME = { timeout: 60_000 };

describe('request', () => {
  let home: Home;
  let bundle: string;
  beforeAll(async () => {
    home = newHome();
    bundle = join(home.folder, 'b.zip');
    const { status } = await run(['check', '--demo', 'redirect-target-blocked', '--bundle', bundle], { home });
    expect(status).toBe(1);
  }, 60_000);

  it('is made from the latest session, a headless one included', TIME, async () => {
    const { status, stdout } = await run(['request', '--for', 'network-team'], { home });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Gitpod \(Ona\) access: what we ask of the network/);
    expect(stdout).toContain('GD403 redirect-target-blocked');
    expect(stdout).toContain('vscode.download.prss.microsoft.com');
  });

  it('is the same from the bundle of that session', TIME, async () => {
    const [stored, sent] = await Promise.all([
      run(['request', '--for', 'network-team', '--format', 'json', '--mask'], { home }),
      run(['request', bundle, '--for', 'network-team', '--format', 'json'], { home: newHome() }),
    ]);
    expect(sent.status).toBe(0);
    expect(JSON.parse(sent.stdout)).toEqual(JSON.parse(stored.stdout));
  });

  it('for a firewall opens the same places, whether it was made from the session or from its bundle', TIME, async () => {
    const [stored, sent] = await Promise.all([
      run(['request', '--for', 'network-team', '--format', 'nftables'], { home }),
      run(['request', bundle, '--for', 'network-team', '--format', 'nftables'], { home: newHome() }),
    ]);
    const tableOf = (rules: string) => rules.slice(rules.indexOf('\ntable '));
    expect(tableOf(stored.stdout)).toContain('. 443 comment "vscode.download.prss.microsoft.com"');
    expect(tableOf(sent.stdout)).toBe(tableOf(stored.stdout));
  });

  it('masks names of the customer in what is read, and says how to have the real ones', TIME, async () => {
    const behind = newHome();
    await run(['check', '--demo', 'proxy-refuses-port'], { home: behind });
    const [masked, real, rules] = await Promise.all([
      run(['request', '--for', 'network-team'], { home: behind }),
      run(['request', '--for', 'network-team', '--show-values'], { home: behind }),
      run(['request', '--for', 'network-team', '--format', 'csv'], { home: behind }),
    ]);
    expect(masked.stdout).not.toContain('proxy.example.internal');
    expect(masked.stderr).toContain('--show-values');
    expect(real.stdout).toContain('proxy.example.internal');
    expect(rules.stdout).toContain('proxy.example.internal');
  });

  it('of a bare report is masked like that of the session it was printed from', TIME, async () => {
    const behind = newHome();
    const report = join(behind.folder, 'report.json');
    writeFileSync(report, (await run(['check', '--demo', 'proxy-refuses-port', '--json'], { home: behind })).stdout);
    const asked = (...more: string[]) => run(['request', report, '--for', 'network-team', ...more], { home: behind });
    const [text, real, json, masked] = await Promise.all([asked(), asked('--show-values'), asked('--json'), asked('--json', '--mask')]);
    for (const { stdout } of [text, masked]) expect(stdout).not.toContain('proxy.example.internal');
    for (const { stdout } of [real, json]) expect(stdout).toContain('proxy.example.internal');
    expect(text.stdout).toBe((await run(['request', '--for', 'network-team'], { home: behind })).stdout);
    expect(text.stderr).toContain('--show-values');
  });

  it('as CSV comes out of the program as RFC 4180 has it', TIME, async () => {
    const { stdout } = await run(['request', '--for', 'network-team', '--format', 'csv'], { home });
    const [head, ...rows] = readCsv(stdout);
    expect(head?.slice(0, 3)).toEqual(['protocol', 'port', 'destination']);
    expect(rows.map((row) => row[2])).toContain('vscode.download.prss.microsoft.com');
    expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([head?.length]));
  });

  it.each<[string, string[], RegExp]>([
    ['without a team', ['request'], /Try: gitpod-doctor request --for network-team/],
    ['for nobody we know', ['request', '--for', 'boss'], /network-team/],
    ['rules for somebody without rules', ['request', '--for', 'aws-admin', '--format', 'nftables'], /--format text/],
    ['two bundles', ['request', 'a.zip', 'b.zip', '--for', 'you'], /one bundle/],
  ])('%s: one line, the way out, and 2', TIME, async (_, args, hint) => {
    const { status, stdout, stderr } = await run(args, { home });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(hint);
  });

  it('with nothing stored ends with 2, with no such bundle with 4', TIME, async () => {
    const [nothing, missing] = await Promise.all([
      run(['request', '--for', 'you'], { home: newHome() }),
      run(['request', join(home.folder, 'none.zip'), '--for', 'you'], { home }),
    ]);
    expect([nothing.status, nothing.stdout]).toEqual([2, '']);
    expect([missing.status, missing.stdout]).toEqual([4, '']);
  });
});
