/** `request` from the command line: after a check, from a bundle, in each form, and with errors. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../support/csv.ts';
import { type Home, newHome, run } from '../support/program.ts';

const TIME = { timeout: 60_000 };

describe('the command request', () => {
  let home: Home;
  let bundle: string;
  beforeAll(async () => {
    home = newHome();
    bundle = join(home.folder, 'b.zip');
    const { status } = await run(['check', '--demo', 'redirect-target-blocked', '--bundle', bundle], { home });
    expect(status).toBe(1);
  }, 60_000);

  it('uses the latest session, even a session of check', TIME, async () => {
    const { status, stdout } = await run(['request', '--for', 'network-team'], { home });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Subject: DEMO: Please allow outbound connections for Gitpod \(Ona\)/);
    expect(stdout).toContain('GD403 redirect-target-blocked');
    expect(stdout).toContain('vscode.download.prss.microsoft.com');
  });

  it('prints the same text for the latest session and for its bundle', TIME, async () => {
    const [stored, sent] = await Promise.all([
      run(['request', '--for', 'network-team', '--format', 'json', '--mask'], { home }),
      run(['request', bundle, '--for', 'network-team', '--format', 'json'], { home: newHome() }),
    ]);
    expect(sent.status).toBe(0);
    expect(JSON.parse(sent.stdout)).toEqual(JSON.parse(stored.stdout));
  });

  it('writes the same firewall rules for a session and for its bundle', TIME, async () => {
    const [stored, sent] = await Promise.all([
      run(['request', '--for', 'network-team', '--format', 'nftables'], { home }),
      run(['request', bundle, '--for', 'network-team', '--format', 'nftables'], { home: newHome() }),
    ]);
    const tableOf = (rules: string) => rules.slice(rules.indexOf('\ntable '));
    expect(tableOf(stored.stdout)).toContain('. 443 comment "vscode.download.prss.microsoft.com"');
    expect(tableOf(sent.stdout)).toBe(tableOf(stored.stdout));
  });

  it('prints real names for the organisation, masked names for Gitpod or with --mask, and says which', TIME, async () => {
    const behind = newHome();
    await run(['check', '--demo', 'proxy-refuses-port'], { home: behind });
    const asked = (owner: string, ...more: string[]) => run(['request', '--for', owner, ...more], { home: behind });
    const [real, masked, gitpod, csv] = await Promise.all([
      asked('network-team'),
      asked('network-team', '--mask'),
      asked('gitpod'),
      asked('network-team', '--format', 'csv'),
    ]);
    for (const { stdout, stderr } of [real, csv]) {
      expect(stdout).toContain('proxy.example.internal');
      expect(stderr).toMatch(/^This text has real names: send it only within your organisation. Secrets are left out/);
      expect(stderr).toMatch(/^Read from the last session: demo [\w-]+, \d+ \w+ \d{4}, \d\d:\d\d UTC, from .*\.$/m);
    }
    for (const { stdout, stderr } of [masked, gitpod]) {
      expect(stdout).not.toContain('proxy.example.internal');
      expect(stderr).toContain('Names that begin with px- are masked');
    }
  });

  it('hides the words of --hide in every spelling and format, and reports a word that it cannot hide', TIME, async () => {
    const behind = newHome();
    await run(['check', '--demo', 'proxy-refuses-port'], { home: behind });
    const hidden = ['--hide', 'PROXY.example', '--hide', 'gitpod'];
    await Promise.all(
      ['text', 'json', 'csv', 'nftables'].map(async (format) => {
        const { status, stdout, stderr } = await run(['request', '--for', 'network-team', '--format', format, ...hidden], { home: behind });
        expect(status, format).toBe(0);
        expect(stdout, format).toContain('us01.gitpod.dev');
        expect(stdout, format).not.toMatch(/proxy\.example/i);
        expect(stderr, format).toContain('gitpod is still in the text: it is too short, or gitpod-doctor itself uses it.');
        if (format === 'json') expect(JSON.parse(stdout)).toMatchObject({ schema: 'gitpod-doctor/request@1', owner: 'network-team' });
      }),
    );
  });

  it('masks names of a bare report like names of its session', TIME, async () => {
    const behind = newHome();
    const report = join(behind.folder, 'report.json');
    writeFileSync(report, (await run(['check', '--demo', 'proxy-refuses-port', '--json'], { home: behind })).stdout);
    const asked = (...more: string[]) => run(['request', report, '--for', 'network-team', ...more], { home: behind });
    const [text, json, masked, maskedText] = await Promise.all([asked(), asked('--json'), asked('--json', '--mask'), asked('--mask')]);
    for (const { stdout } of [masked, maskedText]) expect(stdout).not.toContain('proxy.example.internal');
    for (const { stdout } of [text, json]) expect(stdout).toContain('proxy.example.internal');
    expect(maskedText.stdout).toBe((await run(['request', '--for', 'network-team', '--mask'], { home: behind })).stdout);
  });

  it('omits secrets of a bare report for every team and in every format', TIME, async () => {
    const behind = newHome();
    const report = join(behind.folder, 'report.json');
    const { stdout } = await run(['check', '--demo', 'tls-intercepted', '--json'], { home: behind });
    const planted = 'token=ghp_0123456789abcdefghij0123456789abcdef http://jdoe:Hunter2pw@px.corp.example';
    writeFileSync(report, stdout.replaceAll('Example Corp', `$& ${planted}`));
    const asked = ([owner, form]: readonly [string, string]) =>
      run(['request', report, '--for', owner, '--format', form], { home: behind });
    const forms = ['text', 'markdown', 'json', 'csv', 'nftables'].map((form) => ['network-team', form] as const);
    const letters = await Promise.all([...forms, ['aws-admin', 'text'] as const, ['you', 'json'] as const].map(asked));
    for (const { status, stdout: letter } of letters) expect([status, letter.match(/ghp_0|Hunter2pw/)]).toEqual([0, null]);
    expect(letters[0]?.stdout).toContain('REDACTED-');
  });

  it('prints CSV as in RFC 4180', TIME, async () => {
    const { stdout } = await run(['request', '--for', 'network-team', '--format', 'csv'], { home });
    const [head, ...rows] = readCsv(stdout);
    expect(head?.slice(0, 3)).toEqual(['protocol', 'port', 'destination']);
    expect(rows.map((row) => row[2])).toContain('vscode.download.prss.microsoft.com');
    expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([head?.length]));
  });

  it.each<[string, string[], RegExp]>([
    ['without a team', ['request'], /Try: gitpod-doctor request --for network-team/],
    ['for an unknown team', ['request', '--for', 'boss'], /network-team/],
    ['firewall rules for a team without any', ['request', '--for', 'aws-admin', '--format', 'nftables'], /--format text/],
    ['two bundles', ['request', 'a.zip', 'b.zip', '--for', 'you'], /one bundle/],
  ])('prints one line and the next step, and exits with 2: %s', TIME, async (_, args, hint) => {
    const { status, stdout, stderr } = await run(args, { home });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(hint);
  });

  it('exits with 2 without a stored session, and with 4 when the named bundle is missing', TIME, async () => {
    const [nothing, missing] = await Promise.all([
      run(['request', '--for', 'you'], { home: newHome() }),
      run(['request', join(home.folder, 'none.zip'), '--for', 'you'], { home }),
    ]);
    expect([nothing.status, nothing.stdout]).toEqual([2, '']);
    expect([missing.status, missing.stdout]).toEqual([4, '']);
  });
});
