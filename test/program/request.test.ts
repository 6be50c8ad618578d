/** `request` from the command line: after a check, from a bundle, in each form, and with errors. */
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

  it('uses the latest session, headless ones included', TIME, async () => {
    const { status, stdout } = await run(['request', '--for', 'network-team'], { home });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Gitpod \(Ona\) access: what we ask of the network/);
    expect(stdout).toContain('GD403 redirect-target-blocked');
    expect(stdout).toContain('vscode.download.prss.microsoft.com');
  });

  it("gives the same text from that session's bundle", TIME, async () => {
    const [stored, sent] = await Promise.all([
      run(['request', '--for', 'network-team', '--format', 'json', '--mask'], { home }),
      run(['request', bundle, '--for', 'network-team', '--format', 'json'], { home: newHome() }),
    ]);
    expect(sent.status).toBe(0);
    expect(JSON.parse(sent.stdout)).toEqual(JSON.parse(stored.stdout));
  });

  it('opens the same firewall entries from a session and its bundle', TIME, async () => {
    const [stored, sent] = await Promise.all([
      run(['request', '--for', 'network-team', '--format', 'nftables'], { home }),
      run(['request', bundle, '--for', 'network-team', '--format', 'nftables'], { home: newHome() }),
    ]);
    const tableOf = (rules: string) => rules.slice(rules.indexOf('\ntable '));
    expect(tableOf(stored.stdout)).toContain('. 443 comment "vscode.download.prss.microsoft.com"');
    expect(tableOf(sent.stdout)).toBe(tableOf(stored.stdout));
  });

  it("masks the customer's names, and says how to get the real ones", TIME, async () => {
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

  it('masks a bare report like its session', TIME, async () => {
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

  it('prints CSV as RFC 4180 defines it', TIME, async () => {
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

  it('ends with 2 without a stored session, and with 4 without the named bundle', TIME, async () => {
    const [nothing, missing] = await Promise.all([
      run(['request', '--for', 'you'], { home: newHome() }),
      run(['request', join(home.folder, 'none.zip'), '--for', 'you'], { home }),
    ]);
    expect([nothing.status, nothing.stdout]).toEqual([2, '']);
    expect([missing.status, missing.stdout]).toEqual([4, '']);
  });
});
