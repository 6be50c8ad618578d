/** Reports as users send them: without a vantage point, of an incomplete run, or for another version of the requirements. */
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnosis/index.ts';
import {
  BOTTLEROCKET,
  bothSeen,
  type Call,
  identity,
  images,
  LAUNCH,
  looked,
  RUNNER_IMAGE,
  refused,
  settings,
  withCredentials,
} from '../diagnosis/testing/aws.ts';
import { fails, passes, type SessionBuilder, session } from '../diagnosis/testing/session.ts';
import { compareReports, hasWorsened } from '../documents/comparison/compare.ts';
import { matrixOf } from '../documents/comparison/matrix.ts';
import { buildReport } from '../documents/report/report.ts';
import type { Report } from '../model/report.ts';
import { foldEvents } from '../session/index.ts';
import { buildBundle, readBundle, verifyBundle } from './index.ts';
import { bundleInput, testRedactor } from './testing/log.ts';
import { sha256 } from './writer.ts';

const reportOf = (builder: SessionBuilder) => {
  const told = builder.build();
  return buildReport(told, diagnose(told));
};
const bytesOf = (value: unknown) => strToU8(JSON.stringify(value));

describe('a bare report', () => {
  it.each<[string, SessionBuilder, string, string]>([
    [
      'a row that the deadline cancelled',
      session().requirement('aws.kms').notStarted('aws.kms').https('app.gitpod.io'),
      'aws.kms',
      'deadline',
    ],
    [
      'a row that waits for an answer',
      session().requirement('aws.kms', { missing: 'region' }).https('app.gitpod.io'),
      'aws.kms',
      'needs-input',
    ],
  ])('opens with its recorded verdict of %s', async (_, told, id, reason) => {
    const read = await readBundle(bytesOf(reportOf(told)));
    if (!read.ok) throw new Error(read.problem);
    const again = diagnose(foldEvents(read.events)).verdicts.find(({ requirement }) => requirement === id);
    expect(again).toMatchObject({ verdict: 'unknown', reason });
  });

  it.each(['standard', 'enterprise'] as const)(
    'omits the requirements of the other runner kind when it comes from a runner (%s)',
    async (runner) => {
      const other = runner === 'standard' ? 'enterprise' : 'standard';
      const told = session({ from: 'runner', runner })
        .requirement('proxy.other', { level: 'conditional', conditions: [{ kind: 'runner', is: other }] })
        .https('app.gitpod.io');
      const read = await readBundle(bytesOf(reportOf(told)));
      if (!read.ok) throw new Error(read.problem);
      const again = diagnose(foldEvents(read.events)).verdicts.find(({ requirement }) => requirement === 'proxy.other');
      expect(again).toMatchObject({ verdict: 'not-applicable', counts: false });
    },
  );

  it.each<[string, Call[]]>([
    ['both images were listed', [identity, ...bothSeen]],
    ['one image was hidden', [settings('enabled', [{ ImageProviders: ['123456789012'] }]), images(BOTTLEROCKET, 'amazon')]],
    ['AWS throttled the calls', [{ operation: 'describe-images', owner: 'amazon', rows: [BOTTLEROCKET], fails: 'aws.throttled' }]],
    [
      'no policy allowed the call',
      [refused('describe-images', 'You are not authorized to perform: ec2:DescribeImages', { rows: [RUNNER_IMAGE] })],
    ],
    ['a launch was refused', [...bothSeen, { operation: 'run-instances-dry-run', rows: [LAUNCH], fails: 'aws.unauthorized' }]],
    ['credentials were missing', []],
    ['the output was pasted', [{ ...images(BOTTLEROCKET, 'amazon', {}), answer: { pasted: true } }]],
  ])('opens with its recorded verdicts on the images when %s', async (_, calls) => {
    const isPasted = calls.some(({ answer }) => answer?.pasted);
    const told = looked(calls, { consents: isPasted ? [] : ['aws', 'launch-dry-run'] });
    const asked = isPasted ? told : withCredentials(told, { takes: calls.length > 0 ? 'environment' : null });
    const before = diagnose(asked);
    const read = await readBundle(bytesOf(buildReport(asked, before)));
    if (!read.ok) throw new Error(read.problem);
    const again = diagnose(foldEvents(read.events));
    const said = (all: typeof before) => all.verdicts.map(({ requirement, verdict, reason }) => ({ requirement, verdict, reason }));
    expect(said(again)).toEqual(said(before));
  });

  it('is searched for secrets like a bundle', async () => {
    const bytes = bytesOf(reportOf(session().https('app.gitpod.io')));
    expect(await verifyBundle(bytes)).toMatchObject({ checksums: 'none', schema: 'known', exitCode: 0 });
    expect(await verifyBundle(bytes, ['app.gitpod.io'])).toMatchObject({ exitCode: 1, tripwire: { hits: [{ path: 'report.json' }] } });
  });

  it('is refused when it exceeds the size limit of reports', async () => {
    const huge = new Uint8Array(64 * 1024 * 1024 + 1).fill(0x20);
    huge[0] = 0x7b;
    expect(await readBundle(huge)).toMatchObject({ ok: false, code: 'too-large' });
  });
});

const built = await buildBundle(bundleInput(session().https('app.gitpod.io', passes()).build(), testRedactor()));
if (!built.ok) throw new Error(built.problem);

describe('a bundle with valid checksums and invalid content', () => {
  /** Replaces the content of one entry, with a matching manifest. */
  function forged(name: string, content: string): Uint8Array {
    if (!built.ok) throw new Error(built.problem);
    const entries = unzipSync(built.bytes);
    const at = (wanted: string) => Object.keys(entries).find((path) => path.endsWith(`/${wanted}`)) ?? '';
    const bytes = strToU8(content);
    const manifest = JSON.parse(Buffer.from(entries[at('manifest.json')] ?? []).toString()) as {
      files: { path: string; bytes: number; sha256: string }[];
    };
    const files = manifest.files.map((file) => (file.path === name ? { ...file, bytes: bytes.length, sha256: sha256(bytes) } : file));
    return zipSync({ ...entries, [at(name)]: bytes, [at('manifest.json')]: bytesOf({ ...manifest, files }) });
  }

  it.each([
    ['report.json', '{"schema":"gitpod-doctor/report@1"}', 'damaged'],
    ['events.jsonl', '{"type":"nothing"}\n', 'damaged'],
    ['events.jsonl', '{"type":"session-started","seq":1,"atMs":0,"schema":"gitpod-doctor/session@9"}\n', 'newer'],
  ])('is refused with the reason when %s is invalid', async (name, content, code) => {
    expect(await readBundle(forged(name, content))).toMatchObject({ ok: false, code });
  });

  it.each([
    ['an empty archive', {}],
    ['a file outside the folder', { 'a.txt': strToU8('x') }],
    ['a path with an empty folder name', { 'a//b': strToU8('x') }],
  ])('is reported as not a bundle: %s', async (_, entries) => {
    expect(await readBundle(zipSync(entries))).toMatchObject({ ok: false, code: 'damaged' });
  });
});

describe('a comparison', () => {
  const row = { requirement: 'management.app' };

  it('counts a requirement as worse if it was inconclusive and now fails, but not if it was never measured', () => {
    const open = reportOf(session().requirement('management.app').https('releases.gitpod.io'));
    const broken = reportOf(session().https('app.gitpod.io', fails('tcp.timeout'), row).https('releases.gitpod.io'));
    expect(compareReports(open, broken).changes).toEqual([
      {
        requirement: 'management.app',
        title: 'management.app',
        from: 'unknown',
        to: 'unmet',
        phase: { from: null, to: 'tcp' },
        firstDifference: null,
      },
    ]);
    const sameCauses = { ...compareReports(open, broken), findings: { new: [], fixed: [], unchanged: [] } };
    expect(hasWorsened(sameCauses)).toBe(true);
    const stillBroken = { ...sameCauses, changes: sameCauses.changes.map((change) => ({ ...change, from: 'unmet' as const })) };
    expect(hasWorsened(stillBroken)).toBe(false);
    const neverAsked = { ...sameCauses, changes: sameCauses.changes.map((change) => ({ ...change, from: null })) };
    expect(hasWorsened(neverAsked)).toBe(false);
  });

  it('accepts a report that names observations which it does not contain', () => {
    const whole = reportOf(session().https('app.gitpod.io', passes(), row));
    const thinned = { ...whole, observations: [] };
    expect(compareReports(whole, thinned).changes).toEqual([
      {
        requirement: 'management.app',
        title: 'management.app',
        from: 'met',
        to: 'met',
        phase: { from: 'passed', to: null },
        firstDifference: null,
      },
    ]);
    expect(matrixOf([{ name: 'a', report: thinned }]).rows).toEqual([
      { requirement: 'management.app', title: 'management.app', verdicts: ['met'], differs: false },
    ]);
  });
});

describe("the ticket's text", () => {
  /** The text of the ticket for this session, with a change to its report. */
  async function words(builder: SessionBuilder, change: Partial<Report> = {}): Promise<string> {
    const input = bundleInput(builder.build());
    const made = await buildBundle({ ...input, report: { ...input.report, ...change } });
    if (!made.ok) throw new Error(made.problem);
    return made.entries.find(({ path }) => path === 'report.md')?.text ?? '';
  }

  it('says that the vantage point and the kind of runner are unknown', async () => {
    const text = await words(session().https('app.gitpod.io'));
    expect(text).toContain('place not said');
    expect(text).toContain('runner kind not said');
    expect(text).toContain('one place, not named');
    expect(text).toContain('Every requirement that counts is met');
  });

  it('says that an overlay changed the list of requirements', async () => {
    const { catalog } = reportOf(session().https('app.gitpod.io'));
    expect(await words(session().https('app.gitpod.io'), { catalog: { ...catalog, overlay: 'ab12' } })).toContain('with an overlay');
  });

  it('omits the evidence and calls the owner unknown when a finding has neither', async () => {
    const told = reportOf(session().https('app.gitpod.io').https('mcr.microsoft.com', fails('tcp.refused')));
    const bare = told.findings.map((finding) => ({ ...finding, evidence: [], fixes: [] }));
    const text = await words(session().https('app.gitpod.io'), { findings: bare });
    expect(text).toContain('| Who acts | your Gitpod contact |');
    expect(text).not.toContain('Evidence');
  });
});
