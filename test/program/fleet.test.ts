/** Many machines from the outside: the line, the document run by a substitute for the engine, and the collection. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readFiles } from '../../src/cli/files/fleet-files.ts';
import { compactLine, createCollection } from '../../src/fleet/index.ts';
import { COMPACT_LIMIT, COMPACT_MARK, CompactReport } from '../../src/model/compact.ts';
import { Fleet } from '../../src/model/fleet.ts';
import { largeFleet } from '../support/large-fleet.ts';
import { measuredRun } from '../support/measured-run.ts';
import { PLANTED } from '../support/planted.ts';
import { environment, launcher, newFolder, newHome, PATIENT, run } from '../support/program.ts';
import { leaks } from '../support/secrets.ts';

const TIME = { timeout: 120_000 };

const compactIn = (stdout: string) => CompactReport.parse(JSON.parse(stdout.slice(stdout.indexOf(COMPACT_MARK) + COMPACT_MARK.length)));

const collected = (stdout: string) => Fleet.parse(JSON.parse(stdout));

describe.concurrent('check --compact', () => {
  it.each([
    ['proxy-refuses-port', PATIENT, 1, ['proxy-refuses-port']],
    ['gateway-udp-silent', ['gateway', ...PATIENT], 3, ['gateway-udp-silent']],
    ['healthy', ['management'], 0, []],
  ])('prints one line with the causes for %s, and exits like check without the flag', TIME, async (name, more, status, causes) => {
    const ended = await run(['check', ...more, '--demo', name, '--compact'], { env: { AWS_SSM_INSTANCE_ID: 'i-0a1b2c3d4e5f67890' } });
    expect({ status: ended.status, stderr: ended.stderr, lines: ended.stdout.split('\n').length }).toEqual({
      status,
      stderr: '',
      lines: 2,
    });
    expect(ended.stdout.startsWith(COMPACT_MARK)).toBe(true);
    expect(ended.stdout.length).toBeLessThan(COMPACT_LIMIT);
    const { findings, place, cut } = compactIn(ended.stdout);
    expect(findings.filter(({ causedBy }) => causedBy === null).map((finding) => finding.name)).toEqual(causes);
    expect({ place, cut }).toMatchObject({ place: { instance: 'i-0a1b2c3d4e5f67890', demo: name }, cut: [] });
  });

  it("prints neither the machine's nor the company's name with --mask", TIME, async () => {
    const args = ['check', 'proxy', '--demo', 'proxy-requires-login', '--compact'];
    const env = { AWS_SSM_INSTANCE_ID: 'i-0a1b2c3d4e5f67890' };
    const [bare, masked] = await Promise.all([run(args, { env }), run([...args, '--mask'], { env })]);
    expect(bare.stdout).toContain('proxy.example.internal');
    const { place, maskedBy } = compactIn(masked.stdout);
    expect(masked.stdout).not.toMatch(/proxy\.example\.internal|i-0a1b2c3d4e5f67890|123456789012/);
    expect({ instance: place.instance, maskedBy }).toEqual({ instance: expect.stringMatching(/^px-/), maskedBy: expect.any(String) });
  });

  it('prints no secret of the environment, the flags or a proxy', TIME, async () => {
    const env = { HTTPS_PROXY: `http://svc:${PLANTED.httpsProxy}@proxy.example.com:3128` };
    const note = `--note=curl -u anna:${PLANTED.note} fails`;
    const { stdout, stderr } = await run(['check', 'proxy', '--compact', '--demo', 'proxy-rejects-credentials', note], { env });
    expect(leaks('stdout', stdout + stderr, [...Object.values(PLANTED), 'autumn-2025'])).toEqual([]);
    expect(compactIn(stdout).findings.length).toBeGreaterThan(0);
  });

  it.each([
    [['check', '--compact', '--json'], /--compact and --json/],
    [['check', '--compact', '--jsonl'], /--compact and --jsonl/],
    [['--compact'], /--compact is not a flag of/],
    [['fleet', '--compact'], /--compact is not a flag of/],
    [['fleet'], /collect, recipe or ssm-document/],
    [['fleet', 'colect'], /collect, recipe or ssm-document/],
    [['fleet', 'ssm-document', 'x'], /takes no other words/],
  ])('refuses %j as wrong usage', async (args, says) => {
    const { status, stdout, complaint } = await run(args);
    expect({ status, stdout, lines: complaint.length }).toEqual({ status: 2, stdout: '', lines: 2 });
    expect(complaint[0]).toMatch(says);
  });
});

describe.concurrent('fleet collect', () => {
  it('lists unusable files, reads the other files and exits with 4', TIME, async () => {
    const folder = newFolder('mixed');
    const file = (name: string, content: string | Buffer) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const { stdout: line } = await run(['check', 'management', '--demo', 'healthy', '--compact']);
    symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
    const paths = [
      file('good.txt', `noise\n${line}`),
      file('empty.txt', ''),
      file('binary', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7) & 255))),
      file('bundle.zip', 'PK\u0003\u0004 and so on'),
      file('report.json', '{"schema":"gitpod-doctor/report@1"}'),
      join(folder, 'nowhere'),
      join(folder, 'loop'),
      '/dev/zero',
    ];
    const { status, stdout, complaint } = await run(['fleet', 'collect', ...paths, '--json']);
    expect(collected(stdout).summary).toMatchObject({ places: 1, pass: 1 });
    expect(status).toBe(4);
    expect(complaint.map((text) => text.replace(folder, ''))).toEqual([
      '/empty.txt contains no result.',
      '/binary contains no result.',
      '/bundle.zip cannot be read: the zip is damaged.',
      '/report.json contains a damaged report.',
      '/nowhere does not exist.',
      '/loop is a link that leads to itself.',
      '/dev/zero is not a file.',
    ]);
    const alone = await run(['fleet', 'collect', paths[1] ?? '']);
    expect(alone).toMatchObject({ status: 4, stdout: '' });
    expect(alone.complaint).toHaveLength(2);
  });

  it(
    'gives the same result from partial collections as from all files, and refuses flags that do not apply to partial collections',
    TIME,
    async () => {
      const folder = newFolder('parts');
      const [one, two] = ['one.txt', 'two.txt'].map((name) => join(folder, name));
      if (one === undefined || two === undefined) throw new Error('no paths');
      writeFileSync(one, (await run(['check', 'management', '--demo', 'healthy', '--compact', '--place', 'web-01'])).stdout);
      writeFileSync(
        two,
        (await run(['check', 'gateway', ...PATIENT, '--demo', 'gateway-udp-silent', '--compact', '--place', 'web-02'])).stdout,
      );
      const whole = await run(['fleet', 'collect', one, two, '--json']);
      for (const path of [one, two])
        expect(await run(['fleet', 'collect', path, '--partial', `${path}.part`])).toMatchObject({
          ...{ status: 0, stdout: '' },
          complaint: [expect.stringMatching(/^Written: /)],
        });
      const parts = [`${two}.part`, `${one}.part`];
      expect(await run(['fleet', 'collect', ...parts, '--json'])).toMatchObject({ status: whole.status, stdout: whole.stdout, stderr: '' });
      const twice = await run(['fleet', 'collect', ...parts, `${one}.part`, '--json']);
      expect(twice).toMatchObject({ stdout: whole.stdout, complaint: [expect.stringContaining('already read; it counts once')] });
      // A part of the input may have no result; then its file says so, and a whole without any has no answer.
      const nothing = join(folder, 'nothing.txt');
      writeFileSync(nothing, 'another program\n');
      for (const name of ['a', 'b'])
        expect(await run(['fleet', 'collect', nothing, '--partial', join(folder, name)])).toMatchObject({
          ...{ status: 0, stdout: '' },
          complaint: [expect.stringContaining('nothing.txt contains no result.'), expect.stringContaining('It contains no result')],
        });
      const empty = [join(folder, 'a'), join(folder, 'b')];
      expect(await run(['fleet', 'collect', ...empty, ...parts, '--json'])).toMatchObject({ stdout: whole.stdout, stderr: '' });
      expect(await run(['fleet', 'collect', ...empty])).toMatchObject({
        ...{ status: 4, stdout: '' },
        complaint: ['The partial collections contain no result.'],
      });
      expect(await run(['fleet', 'collect', join(folder, 'nowhere'), '--partial', join(folder, 'c')])).toMatchObject({ status: 4 });
      expect(existsSync(join(folder, 'c'))).toBe(false);
      writeFileSync(`${one}.cut`, readFileSync(`${one}.part`).subarray(0, -60));
      const cut = await run(['fleet', 'collect', `${one}.cut`, two, '--json']);
      expect(cut).toMatchObject({ status: 4, complaint: [expect.stringContaining('was cut, so it is not used')] });
      expect(collected(cut.stdout)).toMatchObject({ summary: { places: 1, noResult: 1 }, input: { lost: 0, partials: 1 } });
      const refused = (...args: string[]) => run(['fleet', 'collect', one, '--partial', ...args]);
      expect(await refused(join(folder, 'new'), '--mask')).toMatchObject({
        status: 2,
        complaint: [expect.stringContaining('--mask'), expect.anything()],
      });
      expect(await refused(`${one}.part`)).toMatchObject({
        status: 4,
        complaint: [expect.stringContaining('no file is overwritten'), expect.anything()],
      });
    },
  );

  it('names a machine by --place in its line, its report and the fleet, and refuses a name with spaces', TIME, async () => {
    const folder = newFolder('place');
    for (const [form, name] of [
      ['--compact', 'web-01'],
      ['--json', 'web-02'],
    ] as const)
      writeFileSync(join(folder, name), (await run(['check', 'management', '--demo', 'healthy', form, '--place', name])).stdout);
    const { places } = Fleet.parse(JSON.parse((await run(['fleet', 'collect', folder, '--json'])).stdout));
    expect(places.map(({ name }) => name)).toEqual(['web-01', 'web-02']);
    expect(await run(['check', '--place', 'web 01'])).toMatchObject({
      status: 2,
      complaint: ['--place takes a name of up to 64 letters, digits and . _ : / @ -', 'Try: --place web-01'],
    });
  });

  it('skips a line of a newer version, reads the rest and exits with 4', TIME, async () => {
    const folder = newFolder('newer');
    const { stdout: line } = await run(['check', 'management', '--demo', 'healthy', '--compact']);
    const file = join(folder, 'both.txt');
    writeFileSync(file, `${line}\n${compactLine({ ...compactIn(line), schema: 'gitpod-doctor/compact@2' as 'gitpod-doctor/compact@1' })}`);
    const { status, stdout } = await run(['fleet', 'collect', file]);
    expect(status).toBe(4);
    expect(stdout).toContain('1 place: 1 passed');
    expect(stdout).toContain('Note: 1 line of a newer version could not be read; a newer gitpod-doctor reads it.');
  });

  it('skips other files in a folder, but reports a zip that is named and is no bundle', TIME, async () => {
    const folder = newFolder('beside');
    const { stdout: line } = await run(['check', 'management', '--demo', 'healthy', '--compact']);
    writeFileSync(join(folder, 'a.txt'), line);
    writeFileSync(join(folder, 'b.zip'), zipSync({ 'photos/notes.txt': strToU8('x') }));
    writeFileSync(join(folder, 'c.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 254]));
    expect(await run(['fleet', 'collect', folder, '--json'])).toMatchObject({ status: 0, stderr: '' });
    expect(await run(['fleet', 'collect', join(folder, 'b.zip')])).toMatchObject({
      status: 4,
      complaint: [expect.stringContaining('the zip has no manifest.json')],
    });
    const read = (most: number) => readFiles([folder], createCollection(), { most });
    expect((await read(3)).unusable).toEqual([]);
    expect((await read(2)).unusable).toMatchObject([{ message: `${folder} contains more than 2 files; the rest was not read.` }]);
    writeFileSync(join(folder, 'b.zip'), 'PK\u0003\u0004 and so on');
    expect(await run(['fleet', 'collect', folder, '--json'])).toMatchObject({
      status: 4,
      complaint: [expect.stringContaining('b.zip cannot be read: the zip is damaged.')],
    });
  });

  it('masks names within texts in every output format without --show-values', TIME, async () => {
    const folder = newFolder('names');
    const files = await Promise.all(
      ['--compact', '--json'].map(async (form) => {
        const { stdout } = await run(['check', 'management', 'gateway', '--demo', 'tls-intercepted', form]);
        expect(stdout).toContain('Example Corp');
        writeFileSync(join(folder, form), stdout);
        return join(folder, form);
      }),
    );
    for (const file of files) {
      for (const form of [[], ['--markdown'], ['--json', '--mask'], ['--level', 'strict']])
        expect((await run(['fleet', 'collect', file, ...form])).stdout).not.toMatch(/example.corp/i);
      expect((await run(['fleet', 'collect', file, '--show-values'])).stdout).toContain('Example Corp');
    }
  });

  it('reads a pipe whose content tries to control the terminal, and prints it harmlessly', TIME, async () => {
    const { stdout: line } = await run(['check', 'management', '--demo', 'healthy', '--compact']);
    const { place, summary, ...rest } = compactIn(line);
    const host = '\u001b]0;owned\u0007\u001b[2Jx';
    const evil = compactLine({ ...rest, place: { ...place, host }, summary: { ...summary, outcome: 'fail' } });
    const home = newHome();
    for (const args of [['--show-values'], ['--markdown', '--show-values'], ['--json']]) {
      const stdout = await new Promise<string>((resolve) => {
        const script = `printf '%s' "$0" | '${process.execPath}' '${launcher()}' fleet collect - ${args.join(' ')} || true`;
        resolve(execFileSync('/bin/sh', ['-c', script, evil], { env: environment(home), encoding: 'utf8' }));
      });
      expect(stdout).toContain(args[0] === '--json' ? '"fail": 1' : '1 place');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
      expect(stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\\u001b/);
    }
  });

  it('groups ten thousand results correctly, within limits of time and memory', { timeout: 300_000 }, async () => {
    const { groups, texts } = largeFleet(10_000);
    const file = join(newFolder('large'), 'results.txt');
    writeFileSync(file, Array.from(texts, ({ text }) => text).join(''));
    const home = newHome();
    const { status, stdout, peakMiB, seconds } = await measuredRun(launcher(), ['fleet', 'collect', file, '--json'], environment(home));
    const fleet = collected(stdout);
    expect(status).toBe(1);
    const expected = new Map<string, number>();
    for (const { causes, machines } of groups) for (const name of causes) expected.set(name, (expected.get(name) ?? 0) + machines);
    expect(new Map(fleet.causes.map(({ name, places }) => [name, places]))).toEqual(expected);
    expect(fleet.pictures.map(({ places }) => places)).toEqual(groups.map(({ machines }) => machines));
    expect(fleet.causes[0]?.name).toBe('proxy-refuses-port');
    expect(peakMiB).toBeLessThan(477);
    // Ten seconds is the budget of the benchmark. This machine may be busy, so the test allows more.
    expect(seconds).toBeLessThan(60);
    const plain = await measuredRun(launcher(), ['fleet', 'collect', file], environment(home));
    expect(plain.stdout.split('\n').length).toBeLessThan(100);
  });
});
