/** The document for Systems Manager: its script, run as the agent runs it. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMPACT_MARK, CompactReport } from '../../src/model/compact.ts';
import { Fleet } from '../../src/model/fleet.ts';
import { environment, launcher, newFolder, newHome, run } from '../support/program.ts';
import { got, type Invocation, inBucket, invoke, listed, type SsmDocument } from '../support/ssm-engine.ts';

const TIME = { timeout: 120_000 };

const compactIn = (stdout: string) => CompactReport.parse(JSON.parse(stdout.slice(stdout.indexOf(COMPACT_MARK) + COMPACT_MARK.length)));

const collected = (stdout: string) => Fleet.parse(JSON.parse(stdout));

/** Machines of two accounts with two faults, on which an engine runs the document. */
const MACHINES: readonly (readonly [
  instance: string,
  scenario: string,
  areas: readonly string[],
  more: Record<string, string | string[]>,
])[] = [
  ['i-00000000000000001', 'healthy', ['management', 'gateway'], {}],
  ['i-00000000000000002', 'proxy-refuses-port', ['gateway', 'proxy'], {}],
  ['i-00000000000000003', 'proxy-refuses-port', ['gateway', 'proxy'], { Account: '210987654321', Regions: ['eu-west-1', 'us-east-1'] }],
  ['i-00000000000000004', 'gateway-udp-silent', ['gateway'], { From: 'runner', Runner: 'standard' }],
];

describe('the SSM document, run by a substitute for the agent', () => {
  let document: SsmDocument;
  let invocations: Invocation[];
  const folder = newFolder('ssm');
  /** The program of a scenario, at a path, as an executable. */
  const program = (scenario: string) => {
    const path = join(folder, `doctor-${scenario}`);
    writeFileSync(path, `#!/bin/sh\nexec '${process.execPath}' '${launcher()}' "$@" '--demo=${scenario}'\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const machine = (instance: string) => {
    const home = newHome();
    return { instance, folder: join(home.folder, 'ssm'), env: environment(home) };
  };

  beforeAll(async () => {
    document = JSON.parse((await run(['fleet', 'ssm-document'])).stdout) as SsmDocument;
    invocations = await Promise.all(
      MACHINES.map(([instance, scenario, areas, more], index) =>
        invoke(
          document,
          { Program: program(scenario), Areas: areas, Timeout: '15000', Deadline: '60000', ...more },
          machine(instance),
          index % 2 === 0 ? 'old' : 'new',
        ),
      ),
    );
  }, 120_000);

  it('exits with the status of the program, and with an empty stderr', () => {
    expect(invocations.map(({ code, stderr }) => ({ code, stderr }))).toEqual([0, 1, 1, 3].map((code) => ({ code, stderr: '' })));
  });

  it('passes every parameter to the program', () => {
    const [, , third, fourth] = invocations.map(({ stdout }) => compactIn(stdout).place);
    expect(third).toMatchObject({ account: '210987654321', regions: ['eu-west-1', 'us-east-1'], instance: 'i-00000000000000003' });
    expect(fourth).toMatchObject({ from: 'runner', fromIs: 'stated', runner: 'standard' });
  });

  it.each<[string, () => string[]]>([
    ['list-command-invocations --details', () => [saved('list.json', listed(invocations))]],
    ['get-command-invocation in one file each', () => invocations.map((each) => saved(`${each.instance}.json`, got(each)))],
    ['get-command-invocation in one concatenated file', () => [saved('all.json', invocations.map(got).join('\n'))]],
    ['the folders of the S3 bucket', () => [bucket()]],
    [
      'an SSH loop',
      () => [saved('loop.log', invocations.map(({ instance, stdout }) => `== ${instance}\r\n${stdout.replaceAll('\n', '\r\n')}`).join(''))],
    ],
  ])('finds the same causes on the same machines when collected from %s', TIME, async (_, files) => {
    const { status, stdout, stderr } = await run(['fleet', 'collect', ...files(), '--json']);
    const fleet = collected(stdout);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const names = new Map(fleet.places.map(({ id, instance }) => [id, instance]));
    expect(Object.fromEntries(fleet.causes.map(({ name, found }) => [name, found.map((id) => names.get(id)).sort()]))).toEqual({
      'proxy-refuses-port': ['i-00000000000000002', 'i-00000000000000003'],
      'gateway-udp-silent': ['i-00000000000000004'],
    });
    expect(fleet.summary).toMatchObject({ places: 4, pass: 1, fail: 2, inconclusive: 1, noResult: 0 });
    expect(fleet.causes[0]).toMatchObject({ name: 'proxy-refuses-port', rowsFreed: 4, placesFreed: 2 });
    expect(fleet.pictures.map(({ places }) => places)).toEqual([2, 1, 1]);
  });

  it('lists first the fix that helps most machines, in words for its owner', TIME, async () => {
    const { stdout } = await run(['fleet', 'collect', bucket(), '--show-values']);
    expect(stdout).toContain('First: The proxy proxy.example.internal:3128 refuses port 8443');
    expect(stdout).toMatch(/Ask: network \/ security team\n +Please allow CONNECT to port 8443/);
    const masked = await run(['fleet', 'collect', bucket(), '--markdown']);
    expect(masked.stdout).toMatch(/^# 4 places: 1 passed, 2 failed, 1 inconclusive\./);
    expect(masked.stdout).not.toContain('proxy.example.internal');
    expect(masked.complaint).toEqual([expect.stringContaining('--show-values')]);
  });

  it('reports a program that is missing or has no checksum, and starts nothing', TIME, async () => {
    const missing = await invoke(document, { Program: '/nowhere/gitpod-doctor' }, machine('i-00000000000000009'));
    expect(missing).toMatchObject({ code: 4, stdout: '', stderr: 'There is no program at /nowhere/gitpod-doctor.\n' });
    const noSum = await invoke(document, { Source: 'https://127.0.0.1:9/x' }, machine('i-00000000000000009'));
    expect(noSum).toMatchObject({ code: 2, stderr: 'Source needs Sha256.\n' });
    const told = await run(['fleet', 'collect', saved('missing.json', got(missing))]);
    expect(told.status).toBe(3);
    expect(told.stdout).toMatch(/No result from\n- \S+ \(Failed\)/);
  });

  it('downloads the program, verifies its checksum, and leaves nothing behind', TIME, async () => {
    const tools = join(folder, 'tools');
    mkdirSync(tools, { recursive: true });
    const real = program('healthy');
    // Replaces curl and the AWS CLI: the last argument other than the URL is the path of the file.
    for (const [name, script] of [
      ['curl', `while [ "$1" != -o ]; do shift; done; cp '${real}' "$2"`],
      ['aws', `cp '${real}' "$5"`],
    ] as const) {
      writeFileSync(join(tools, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(tools, name), 0o755);
    }
    const sum = createHash('sha256').update(readFileSync(real)).digest('hex');
    const on = machine('i-00000000000000005');
    const scratch = join(on.folder, 'tmp');
    mkdirSync(scratch, { recursive: true });
    const there = { ...on, env: { ...on.env, PATH: `${tools}:${on.env['PATH']}`, TMPDIR: scratch } };
    const given = { Areas: ['management'], Deadline: '60000' };
    for (const Source of ['https://downloads.example/gitpod-doctor', 's3://my-bucket/gitpod-doctor']) {
      expect(await invoke(document, { ...given, Source, Sha256: sum }, there)).toMatchObject({ code: 0, stderr: '' });
      expect(await invoke(document, { ...given, Source, Sha256: 'f'.repeat(64) }, there)).toMatchObject({
        code: 4,
        stdout: '',
        stderr: 'What was downloaded does not have that SHA-256.\n',
      });
    }
    expect(execFileSync('ls', ['-A', scratch], { encoding: 'utf8' })).toBe('');
  });

  // Mounting needs root, as in CI.
  it.skipIf(process.getuid?.() !== 0)(
    'runs the binary downloaded for this architecture from another folder if /tmp is mounted noexec',
    TIME,
    async () => {
      const tools = join(folder, 'noexec-tools');
      const scratch = join(folder, 'noexec');
      for (const path of [tools, scratch]) mkdirSync(path, { recursive: true });
      const real = program('healthy');
      const curl = `#!/bin/sh\nfor last; do :; done; printf '%s' "$last" > '${folder}/url'\nwhile [ "$1" != -o ]; do shift; done; cp '${real}' "$2"\n`;
      writeFileSync(join(tools, 'curl'), curl, { mode: 0o755 });
      const sum = createHash('sha256').update(readFileSync(real)).digest('hex');
      const on = machine('i-00000000000000009');
      const there = { ...on, env: { ...on.env, PATH: `${tools}:${on.env['PATH']}`, TMPDIR: scratch } };
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'noexec', 'tmpfs', scratch]);
      try {
        const Source = 'https://downloads.example/gitpod-doctor-{arch}';
        const ended = await invoke(
          document,
          { Areas: ['management'], Deadline: '60000', Source, Sha256: `${'f'.repeat(64)},${sum}` },
          there,
        );
        expect(ended).toMatchObject({ code: 0, stderr: '' });
        expect(readFileSync(join(folder, 'url'), 'utf8')).toBe(`https://downloads.example/gitpod-doctor-${process.arch}`);
        expect(execFileSync('ls', ['-A', scratch], { encoding: 'utf8' })).toBe('');
        expect(execFileSync('ls', ['/var/lib'], { encoding: 'utf8' })).not.toContain('gitpod-doctor.');
      } finally {
        execFileSync('umount', [scratch]);
      }
    },
  );

  it('downloads through the proxy in the environment file, and cleans up when it is terminated', TIME, async () => {
    const tools = join(folder, 'proxied');
    const scratch = join(folder, 'scratch');
    for (const path of [tools, scratch]) mkdirSync(path, { recursive: true });
    const file = join(folder, 'proxies');
    writeFileSync(file, 'https_proxy=http://proxy.corp:3128\n');
    const on = machine('i-00000000000000007');
    const there = { ...on, env: { ...on.env, PATH: `${tools}:${on.env['PATH']}`, TMPDIR: scratch } };
    const curl = (script: string) => {
      writeFileSync(join(tools, 'curl'), `#!/bin/sh\n${script}\n`);
      chmodSync(join(tools, 'curl'), 0o755);
    };
    const given = { Source: 'https://downloads.example/gitpod-doctor', Sha256: 'f'.repeat(64), EnvironmentFile: file };
    curl(`printf '%s' "$https_proxy" > '${folder}/seen'; exit 1`);
    expect(await invoke(document, given, there)).toMatchObject({ code: 4, stderr: 'The program cannot be downloaded.\n' });
    expect(readFileSync(join(folder, 'seen'), 'utf8')).toBe('http://proxy.corp:3128');
    for (const signal of ['TERM', 'INT', 'HUP']) {
      curl(`kill -${signal} "$PPID"`);
      expect(await invoke(document, given, there)).toMatchObject({ code: 143 });
      expect(execFileSync('ls', ['-A', scratch], { encoding: 'utf8' })).toBe('');
    }
  });

  it('reads only the proxy variables from an environment file', TIME, async () => {
    const file = join(folder, 'environment');
    writeFileSync(
      file,
      `PATH=/nowhere\nexport HTTPS_PROXY="http://proxy.corp:3128"\nNO_PROXY='localhost,.corp'\n# HTTP_PROXY=http://old:1\nhttp_proxy=$(reboot)\n`,
    );
    const shows = join(folder, 'shows.sh');
    writeFileSync(shows, `#!/bin/sh\nprintf '%s|%s|%s|%s' "$HTTPS_PROXY" "$NO_PROXY" "\${HTTP_PROXY-none}" "$http_proxy"\n`);
    chmodSync(shows, 0o755);
    const ended = await invoke(document, { Program: shows, EnvironmentFile: file }, machine('i-00000000000000006'));
    expect(ended).toMatchObject({ code: 0, stderr: '', stdout: 'http://proxy.corp:3128|localhost,.corp|none|$(reboot)' });
  });

  function saved(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }

  function bucket(): string {
    const path = newFolder('bucket');
    for (const each of invocations) inBucket(join(path, 'prefix'), each);
    return path;
  }
});
