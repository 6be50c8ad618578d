/**
 * The symptom "the runner is offline", with a new AWS runner and with a Standard runner. If these fail, the wrong requirements are
 * requested.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PATIENT } from '../support/program.ts';
import { openTerminal, type Terminal } from '../support/pty.ts';
import { answer, walkToFinish } from '../support/walker.ts';

/** A NAT gateway and a gateway endpoint of a VPC are not Gitpod's gateway. */
const OF_THE_GATEWAY = /.*(?:(?<!NAT |\()\bgateway\b(?!,? (?:VPC )?endpoints?\b)|lighthouse|\b8443\b|\b4242\b).*/gi;
/** As a terminal pastes it: CloudFormation's outputs, which name the cluster, and the launch type of the task. */
const STACK_OUTPUTS =
  '\u001b[200~{"Outputs":[{"OutputKey":"Cluster","OutputValue":"corp-ona-cluster"}],"launchType":"FARGATE","runnerProxyDomain":"runner.example.com"}\u001b[201~';
const ESCAPE = '\u001b';
/** Key, and what the screen then shows. */
const VIEWS = [
  ['?', /keys|help/i],
  ['t', /place/],
  ['p', /NO_PROXY|proxy/i],
] as const;

const open: Terminal[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.kill();
});

/** Everything that a user sees from the symptom to the written bundle, with the texts of the bundle and the requests. */
async function walked(
  scenario: string,
  answers: (screen: Terminal) => Promise<void> = async () => {},
): Promise<{ screens: string[]; files: Record<string, string>; letters: string[] }> {
  // High enough for a whole page of each view.
  const screen = openTerminal(['--demo', scenario, ...PATIENT], { columns: 140, rows: 120 });
  open.push(screen);
  await screen.shows('What is going wrong?');
  await answer(screen, '2\r');
  await answers(screen);
  const screens: string[] = [];
  const look = async () => {
    const before = (await screen.screen()).join('\n');
    for (const [key, shows] of VIEWS) {
      if (!new RegExp(`(^| )${key === '?' ? '\\?' : key} `).test(before.split('\n').at(-1) ?? '')) continue;
      screen.press(key);
      await expect.poll(async () => (await screen.screen()).join('\n')).not.toBe(before);
      screens.push((await screen.shows(shows)).join('\n'));
      screen.press(ESCAPE);
      await expect.poll(async () => (await screen.screen()).slice(1).join('\n')).toBe(before.split('\n').slice(1).join('\n'));
    }
    if (/ c request/.test(before)) {
      screen.press('c');
      screens.push((await screen.shows('For: ')).join('\n'));
      screen.press('c');
      const first = (await screen.shows(/clipboard/)).join('\n');
      if (/tab next owner/.test(first)) {
        screen.press('\t');
        await expect.poll(async () => (await screen.screen()).join('\n')).not.toBe(first);
        screens.push((await screen.shows('For: ')).join('\n'));
      }
      screen.press(ESCAPE);
      await screen.shows(/c request/);
    }
  };
  screens.push(...(await walkToFinish(screen, look)));
  screen.press('\r');
  screens.push((await screen.shows(/\.zip, \d+ \w?B/)).join('\n'));
  screen.press('w');
  screens.push((await screen.shows('The bundle is written')).join('\n'));
  screen.press('q');
  await screen.ended;

  const [archive = ''] = readdirSync(screen.home.folder).filter((name) => name.endsWith('.zip'));
  const folder = mkdtempSync(join(screen.home.folder, 'unpacked-'));
  expect(spawnSync('unzip', ['-q', join(screen.home.folder, archive), '-d', folder]).status).toBe(0);
  const [inside = ''] = readdirSync(folder);
  const files = readdirSync(join(folder, inside)).map((name) => [name, readFileSync(join(folder, inside, name), 'utf8')] as const);
  const requests = join(screen.home.state, 'gitpod-doctor', 'requests');
  return {
    screens,
    files: Object.fromEntries(files),
    letters: readdirSync(requests).map((name) => readFileSync(join(requests, name), 'utf8')),
  };
}

/** The lines that mention the gateway. */
const mentions = (text: string) => (text.match(OF_THE_GATEWAY) ?? []).map((line) => line.trim().slice(0, 200));

describe('the guided session for a runner that is offline', { timeout: 120_000 }, () => {
  it('never mentions the gateway for a new AWS runner, on any screen, in any request or in any file', async () => {
    const { screens, files, letters } = await walked('aws-2026-logs-blocked');
    // Help, path and request, of the cause and of the last screen, were among them.
    expect(screens.length).toBeGreaterThanOrEqual(8);
    expect(screens.join('\n')).toContain('logs.us-east-1.amazonaws.com');
    expect(letters.join('\n')).toMatch(/TCP +443 +logs\.us-east-1\.amazonaws\.com/);
    const pages = ['README.md', 'report.md', 'report.html', 'path.jsonl'].map((name) => files[name] ?? expect.fail(name));
    expect([...screens, ...letters, ...pages].flatMap(mentions)).toEqual([]);
    expect(Object.values(files).join('\n')).not.toMatch(/us01\.gitpod\.dev|gateway\.(?:https|udp|subdomains)/);
  });

  it.each([
    [
      'the variables of its task',
      'aws-2026-shown-by-its-variables',
      async (screen: Terminal) => {
        // The question about the kind of runner is answered by then.
        await screen.shows('What is the runner’s own domain?');
        await answer(screen, '\r');
      },
    ],
    [
      'the pasted outputs of its stack',
      'aws-2026-without-signs',
      async (screen: Terminal) => {
        await screen.shows('Which kind of runner is it?');
        await answer(screen, '5\r');
        await screen.shows('What does the configuration of the runner say?');
        await answer(screen, `${STACK_OUTPUTS}\r`);
      },
    ],
  ])('finds the edition of a new AWS runner by %s, and never mentions the gateway', async (_, scenario, answers) => {
    const { screens, files, letters } = await walked(scenario, answers);
    expect(letters.join('\n')).toMatch(/TCP +443 +api\.ecr\.us-east-1\.amazonaws\.com/);
    expect(letters.join('\n')).toContain('requirements of the AWS runner of 2026');
    expect(files['report.md']).toMatch(/edition aws-runner-2026 \(found:/);
    const pages = ['README.md', 'report.md', 'report.html', 'path.jsonl'].map((name) => files[name] ?? expect.fail(name));
    expect([...screens, ...letters, ...pages].flatMap(mentions)).toEqual([]);
  });

  it('still names the gateway for a Standard runner, on the screen, in the request and in report.md', async () => {
    const { screens, files, letters } = await walked('gateway-udp-refused');
    expect(screens.join('\n')).toMatch(/UDP port 4242 to the gateway is refused/);
    expect(letters.join('\n')).toMatch(/UDP 4242 to 35\.171\.240\.32/);
    expect(files['report.md']).toContain('https://us01.gitpod.dev:8443');
  });
});
