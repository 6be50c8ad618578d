/** `fleet recipe`: what it writes and refuses, and its scripts from beginning to end with substitutes for the engines. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Fleet } from '../../src/model/fleet.ts';
import { environment, launcher, newFolder, newHome, run } from '../support/program.ts';
import { REAL_AWS, type StandIns, standIns } from '../support/recipe-stand-ins.ts';
import { inBucket, invoke, listed, type SsmDocument } from '../support/ssm-engine.ts';

const TIME = { timeout: 120_000 };
if (REAL_AWS === null) process.stderr.write('LOUD: no AWS CLI here, so no model of AWS reads the calls of the recipes.\n');

const folder = newFolder('recipe');
const PYTHON = '/usr/bin/python3';
const hasYaml = spawnSync(PYTHON, ['-c', 'import yaml']).status === 0;
if (!hasYaml) process.stderr.write('LOUD: python3-yaml is not here, so no other program reads the YAML of the recipes.\n');

let count = 0;
async function written(engine: string, ...more: string[]): Promise<string> {
  count += 1;
  const output = join(folder, `${engine}-${count}`);
  const ended = await run(['fleet', 'recipe', engine, 'management', '--from=runner', '--region=eu-west-1', ...more, `--output=${output}`]);
  expect({ status: ended.status, lines: ended.complaint.length }).toEqual({ status: 0, lines: 1 });
  return output;
}

/** A program that measures the simulated internet, under both names. */
function putPrograms(place: string): string {
  const script = `#!/bin/sh\nexec '${process.execPath}' '${launcher()}' "$@" --demo=healthy --timeout=15000 --deadline=60000\n`;
  for (const name of ['gitpod-doctor-linux-x64', 'gitpod-doctor-linux-arm64']) writeFileSync(join(place, name), script, { mode: 0o755 });
  return join(place, `gitpod-doctor-linux-x64`);
}

const sh = (script: string, env: Record<string, string>) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile('/bin/sh', [script], { env: { ...environment(newHome()), ...env } }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

async function collected(place: string): Promise<Fleet> {
  return Fleet.parse(JSON.parse((await run(['fleet', 'collect', join(place, 'results'), '--json'])).stdout));
}

function standIn(name: string): StandIns {
  const place = join(folder, `stand-in-${name}`);
  mkdirSync(place);
  return standIns(place);
}

describe('fleet recipe', () => {
  it.each([
    [[], 2, /needs an engine: ssm, ansible/],
    [['puppet', '--output=never'], 2, /no recipe for an engine of that name/],
    [['ansibel', '--output=never'], 2, /no recipe/],
    [['ssm'], 2, /needs a folder/],
    [['ssm', 'gatewy', '--output=never'], 2, /no area of that name/],
    [['ssm', '--output=never', '--environment-id=e-1'], 2, /--environment-id cannot be part of a recipe/],
    [['ssm', '--output=never', '--pac=http://wpad/proxy.pac'], 2, /--pac cannot be part of a recipe/],
    [['ssm', '--output=never', '--demo=healthy'], 2, /--demo is a pretend network/],
    [['ssm', '--output=never', '--region=nowhere'], 2, /--region takes the name/],
    [['ssm', '--output=never', '--scm=https://u:secret-token@git.example.com'], 2, /has a login/],
    [['ssm', '--output=never', '--env=HTTPS_PROXY=http://u:secret-token@proxy:3128'], 2, /contains a login/],
    [['ssm', '--output=never', '--env=PATH=/tmp'], 2, /proxies and CA files only/],
    [['ssm', '--output=never', '--env=HTTPS_PROXY'], 2, /--env takes NAME=VALUE/],
    [['ssm', '--output=never', '--env=NO_PROXY=a\nb'], 2, /control character/],
    [['ssm', '--output=/nowhere/at/all'], 4, /the folder above it does not exist/],
    [['ssm', '--output=/'], 4, /no file is overwritten/],
    [['ssm', '--output=/dev/null/x'], 4, /a part of the path is a file/],
  ])('refuses %j with one line', TIME, async (args, status, says) => {
    const ended = await run(['fleet', 'recipe', ...args]);
    expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
    expect(ended.complaint[0]).toMatch(says);
    expect(ended.complaint.length).toBeLessThanOrEqual(2);
    expect(ended.stderr).not.toContain('secret-token');
  });

  it('includes the flags of a profile file, and does not change an existing folder', TIME, async () => {
    const profile = join(folder, 'company.json');
    writeFileSync(profile, JSON.stringify({ runner: 'enterprise', scm: ['https://git.example.com'], note: '$(reboot) {{ x }}' }));
    const output = join(folder, 'again');
    const args = ['fleet', 'recipe', 'ci', `--profile=${profile}`, '--timeout=9000', `--output=${output}`];
    expect((await run(args)).status).toBe(0);
    const file = join(output, 'gitpod-doctor/profile.json');
    const before = readFileSync(file, 'utf8');
    expect(JSON.parse(before)).toEqual({
      runner: 'enterprise',
      scm: ['https://git.example.com'],
      note: '$(reboot) {{ x }}',
      timeout: 9000,
    });
    expect(await run(args)).toMatchObject({ status: 4, stdout: '' });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect((await run(['profile', 'check', file])).status).toBe(0);
  });

  it.skipIf(!hasYaml)('writes YAML that PyYAML can parse', TIME, async () => {
    for (const engine of ['ansible', 'kubernetes', 'ci']) {
      const place = await written(engine);
      const files = execFileSync('find', [place, '-name', '*.y*ml'], { encoding: 'utf8' })
        .split('\n')
        .filter((path) => path !== '');
      expect(files.length).toBeGreaterThan(0);
      execFileSync(PYTHON, ['-c', 'import sys, yaml\nfor path in sys.argv[1:]: assert yaml.safe_load(open(path))', ...files]);
    }
  });
});

describe('the recipe for Systems Manager', () => {
  it('uploads the program, runs it, collects the results and names the machine without a result', TIME, async () => {
    const place = await written('ssm', '--env=NO_PROXY=.corp');
    putPrograms(place);
    const stub = standIn('ssm');
    const script = sh(join(place, 'run.sh'), { ...stub.env, BUCKET: 'my-bucket', EVERY: '1' });
    let isOver = false;
    void script.finally(() => {
      isOver = true;
    });
    while (!isOver && !existsSync(join(stub.folder, 'parameters'))) await setTimeout(100);
    const document = JSON.parse(readFileSync(join(place, 'document.json'), 'utf8')) as SsmDocument;
    const machine = (instance: string) => ({
      instance,
      folder: join(stub.folder, instance),
      env: { ...environment(newHome()), ...stub.env, REAL_AWS: '' },
    });
    // The substitute copies in both directions.
    const given = JSON.parse(stub.read('parameters')) as Record<string, string[]>;
    const texts = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value[0] ?? '']));
    const ended = await Promise.all(
      (['old', 'new'] as const).map((agent, at) => invoke(document, texts, machine(`i-0000000000000000${at}`), agent)),
    );
    expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual([0, 0].map((code) => ({ code, stderr: '' })));
    for (const each of ended) inBucket(join(stub.folder, 's3/my-bucket/gitpod-doctor/results'), each);
    writeFileSync(
      join(stub.folder, 'invocations.json'),
      listed([...ended, { instance: 'i-00000000000000009', code: 1, stdout: '', stderr: '' }]),
    );
    writeFileSync(join(stub.folder, 'done'), '');
    expect(await script).toMatchObject({ code: 0, stderr: expect.stringContaining('Read them: gitpod-doctor fleet collect') });
    expect(stub.refused()).toBe('');
    expect((await collected(place)).summary).toMatchObject({ places: 2, pass: 2, noResult: 1 });
    expect(stub.calls().find((call) => call.startsWith('ssm send-command'))).toMatch(
      /--targets Key=tag:gitpod,Values=runner --max-concurrency 50 --max-errors 100%/,
    );
  });

  it('makes a package for Distributor whose checksums match', TIME, async () => {
    const place = await written('ssm');
    putPrograms(place);
    const stub = standIn('distributor');
    expect(await sh(join(place, 'distributor/package.sh'), { ...stub.env, BUCKET: 'my-bucket' })).toMatchObject({ code: 0 });
    expect(stub.refused()).toBe('');
    const out = join(place, 'distributor/out');
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as {
      packages: Record<string, { _any: Record<string, { file: string }> }>;
      files: Record<string, { checksums: { sha256: string } }>;
    };
    expect(manifest.packages['amazon']?._any).toEqual({
      x86_64: { file: 'gitpod-doctor-x86_64.zip' },
      arm64: { file: 'gitpod-doctor-arm64.zip' },
    });
    for (const [name, { checksums }] of Object.entries(manifest.files))
      expect(execFileSync('sha256sum', [join(out, name)], { encoding: 'utf8' }).slice(0, 64)).toBe(checksums.sha256);
    expect(await sh(join(place, 'distributor/package.sh'), stub.env)).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('nothing is overwritten'),
    });
  });

  it('says what is missing in one line', TIME, async () => {
    const place = await written('ssm');
    expect(await sh(join(place, 'run.sh'), {})).toMatchObject({ code: 2, stderr: expect.stringMatching(/^BUCKET is [^\n]*\n$/) });
  });
});

describe('the recipe for ECS', () => {
  it('measures from each subnet, and gives the reason for each subnet without a result', TIME, async () => {
    const place = await written('ecs');
    const stub = standIn('ecs');
    const env = { ...stub.env, IMAGE_FOLDER: join(place, 'image'), PROGRAM: putPrograms(folder) };
    const needs = {
      IMAGE: '1.dkr.ecr.eu-west-1.amazonaws.com/doctor:1',
      EXECUTION_ROLE: 'arn:aws:iam::123456789012:role/r',
      SUBNETS: 'subnet-a subnet-closed subnet-full',
      SECURITY_GROUPS: 'sg-a sg-b',
    };
    expect(await sh(join(place, 'run.sh'), { ...env, ...needs })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^REGION is missing[^\n]*\n$/),
    });
    const ended = await sh(join(place, 'run.sh'), { ...env, ...needs, REGION: 'eu-west-1' });
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stderr).toMatch(/No task was started in subnet-full: RESOURCE:ENI/);
    expect(stub.refused()).toBe('');
    expect(JSON.parse(stub.read('task'))).toMatchObject({
      containerDefinitions: [{ image: needs.IMAGE }],
      runtimePlatform: { cpuArchitecture: 'X86_64' },
    });
    const { places, summary } = await collected(place);
    expect(places.map(({ name }) => name)).toEqual(['subnet-a']);
    // One task could not fetch its image, and one was not started.
    expect(summary).toMatchObject({ pass: 1, noResult: 2 });
  });
});

describe('the recipe for Kubernetes', () => {
  it('collects the log of each node, names a node without a log and deletes the DaemonSet', TIME, async () => {
    const place = await written('kubernetes');
    const stub = standIn('kubernetes');
    const env = {
      ...stub.env,
      IMAGE_FOLDER: join(place, 'image'),
      PROGRAM: putPrograms(folder),
      IMAGE: 'registry.example.com/doctor:1',
      NAMESPACE: 'tools',
    };
    expect(await sh(join(place, 'run.sh'), env)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('No result from node-2: container is waiting to start'),
    });
    expect(stub.read('manifest').match(/image: \S+/g)).toEqual([
      'image: registry.example.com/doctor:1',
      'image: registry.example.com/doctor:1',
    ]);
    expect(stub.calls().at(-2)).toBe('--namespace tools delete daemonset/gitpod-doctor --wait=false');
    const { places, summary } = await collected(place);
    expect({ names: places.map(({ name }) => name), noResult: summary.noResult }).toEqual({ names: ['node-1'], noResult: 1 });
  });
});
