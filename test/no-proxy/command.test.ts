/** `no-proxy` as a user runs it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NoProxyReport, PROGRAMS } from '../../src/knowledge/no-proxy/index.ts';
import { run } from '../support/program.ts';

const env = {
  HTTPS_PROXY: 'http://svc-ona:Pa55-word@proxy.corp.example:3128',
  https_proxy: 'http://proxy.corp.example:3128',
  HTTP_PROXY: 'http://proxy.corp.example:3128',
  http_proxy: 'http://proxy.corp.example:3128',
  NO_PROXY: '.internal,169.254.0.0/16,app.gitpod.io,.amazonaws.com,git.corp.example,10.20.0.0/16,token:Pa55-word',
  no_proxy: '.internal,169.254.0.0/16,app.gitpod.io,.amazonaws.com,git.corp.example,10.20.0.0/16,token:Pa55-word',
};

async function report(...args: string[]): Promise<NoProxyReport> {
  const { status, stdout } = await run(['no-proxy', '--json', ...args], { env });
  expect(status).toBe(0);
  return NoProxyReport.parse(JSON.parse(stdout));
}

describe('no-proxy --json', () => {
  test('lists the required routes, the routes of each program, and a working NO_PROXY', async () => {
    const { targets, suggested, variables } = await report('--region', 'eu-west-1');
    const of = (url: string) => targets.find((target) => target.url === url);
    expect(variables.HTTPS_PROXY).toBe('http://proxy.corp.example:3128');
    expect(of('https://app.gitpod.io/')).toMatchObject({ wanted: 'direct', programs: { go: 'direct', wget: 'direct', node: 'direct' } });
    expect(of('http://169.254.169.254/')).toMatchObject({ wanted: 'direct', programs: { go: 'direct', botocore: 'proxy', node: 'proxy' } });
    expect(of('https://sts.eu-west-1.amazonaws.com/')).toMatchObject({ wanted: 'direct', programs: { java: 'proxy' } });
    expect(of('https://us01.gitpod.dev:8443/')?.wanted).toBe('either');
    expect(targets.every(({ programs }) => PROGRAMS.every((program) => program in programs))).toBe(true);
    expect(suggested.NO_PROXY.split(',')).toEqual(expect.arrayContaining(['169.254.0.0/16', '169.254.169.254', 'git.corp.example']));
    expect(suggested['http.nonProxyHosts']).toContain('*.amazonaws.com');
  });

  test('lists the routes to the given URLs, without the confidential parts of those URLs', async () => {
    const { targets } = await report('https://me:Pa55-word@git.corp.example/x?token=Pa55-word', 'registry.corp.example:5000');
    expect(targets.map(({ url }) => url)).toEqual(['https://git.corp.example/x', 'https://registry.corp.example:5000/']);
  });

  test('suggests a NO_PROXY with which every program that reads it connects directly where that is required', async () => {
    const { suggested } = await report();
    const { stdout } = await run(['no-proxy', '--json'], { env: { ...env, NO_PROXY: suggested.NO_PROXY, no_proxy: suggested.NO_PROXY } });
    const again = NoProxyReport.parse(JSON.parse(stdout));
    const wrong = again.targets
      .filter(({ wanted }) => wanted === 'direct')
      .flatMap(({ url, programs }) => PROGRAMS.filter((program) => programs[program] !== 'direct').map((program) => `${program} ${url}`));
    // Java has a list in another setting.
    expect(wrong.filter((line) => !line.startsWith('java '))).toEqual([]);
    expect(again.suggested).toEqual(suggested);
  });
});

test('the output shows no secret from a variable or the command line', async () => {
  const runs = await Promise.all(
    [['--json'], ['--show-values'], ['--verbose'], ['https://me:Pa55-word@git.corp.example/']].map((args) =>
      run(['no-proxy', ...args], { env }),
    ),
  );
  for (const { stdout, stderr, status } of runs) {
    expect(status).toBe(0);
    expect(stdout + stderr).not.toMatch(/Pa55-word|svc-ona/);
  }
});

test('the output marks wrong routes, masks private names and fits into 80 columns', async () => {
  const { stdout, stderr } = await run(['no-proxy', '--region', 'us-east-1', '--account', '123456789012'], { env });
  expect(stdout).toMatch(/^http:\/\/169\.254\.169\.254 +D {2}D {2}D {2}P! P! P! D {2}P! P! P! P! P!$/m);
  expect(stdout).not.toContain('git.corp.example');
  // A network in Java's spelling is masked as well.
  expect(stdout).not.toMatch(/10\.20\./);
  expect(stderr).toContain('--show-values');
  const toBeCopied = /^ +(export|-D|no_proxy=|NO_PROXY=)/;
  expect(stdout.split('\n').filter((line) => line.length > 80 && !toBeCopied.test(line))).toEqual([]);
});

describe('the columns of programs that follow their own settings', () => {
  test('are read from the files of VS Code, JetBrains and the desktop', async () => {
    const home = await mkdtemp(join(tmpdir(), 'no-proxy-home-'));
    const files = {
      '.config/Code/User/settings.json': '{ "http.proxy": "http://editor.corp.example:8080", "http.noProxy": ["gitpod.io"] }',
      '.config/kioslaverc': '[Proxy Settings]\nProxyType=2\nProxy Config Script=http://wpad.corp.example/proxy.pac\n',
    };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(home, name)), { recursive: true });
      await writeFile(join(home, name), text);
    }
    const { stdout } = await run(['no-proxy', 'app.gitpod.io', 'us01.gitpod.dev:8443'], { env: { ...env, HOME: home } });
    await rm(home, { recursive: true });
    expect(stdout).toContain('S: the route that a proxy script returns');
    expect(stdout).toContain('13 browser');
    expect(stdout).toMatch(/^app\.gitpod\.io .* S {2}D {2}D$/m);
    expect(stdout).toMatch(/^us01\.gitpod\.dev:8443 .* S {2}P {2}D$/m);
    expect(stdout).not.toMatch(/editor\.corp|wpad\.corp/);
    expect(stdout.split('\n').filter((line) => line.length > 80 && !/^ +(export|-D|no_proxy=|NO_PROXY=)/.test(line))).toEqual([]);
  });

  test('are absent if no setting names a proxy', async () => {
    const { targets } = await report('app.gitpod.io');
    expect(targets.every(({ settings }) => settings === undefined)).toBe(true);
  });
});

test('the output has one sentence per host for a screen reader', async () => {
  const { stdout } = await run(['no-proxy', '--accessible', 'http://169.254.169.254/'], { env });
  expect(stdout).toContain('http://169.254.169.254: not direct in wget,');
});

test('an argument that is not a URL is refused as a usage error', async () => {
  const { status, complaint } = await run(['no-proxy', 'ftp://app.gitpod.io'], { env });
  expect(status).toBe(2);
  expect(complaint).toHaveLength(2);
});
