/** `check` from the outside: its stdout and stderr, and a matching exit status. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Report } from '../../src/model/report.ts';
import { SessionEvent } from '../../src/model/session.ts';
import { newFolder, newHome, PATIENT, run, start } from '../support/program.ts';

const RUN_TIME = { timeout: 120_000 };

describe.concurrent('check --json', () => {
  it.each([
    ['healthy', PATIENT, 0, 'pass', []],
    ['proxy-requires-login', PATIENT, 1, 'fail', ['proxy-requires-login']],
    ['gateway-udp-silent', ['gateway'], 3, 'inconclusive', ['gateway-udp-silent']],
    // Nothing else is measured that would give the time.
    ['clock-wrong', ['host'], 0, 'pass', ['clock-wrong']],
  ])('prints one document for %s %j and exits with %i', RUN_TIME, async (name, more, status, outcome, causes) => {
    const ended = await run(['check', ...more, '--demo', name, '--json']);
    const report = Report.parse(JSON.parse(ended.stdout));
    expect({ status: ended.status, stderr: ended.stderr }).toEqual({ status, stderr: '' });
    expect(report.summary.outcome).toBe(outcome);
    expect(report.findings.filter(({ causedBy }) => causedBy === null).map((finding) => finding.name)).toEqual(causes);
    expect(ended.stdout.endsWith('}\n')).toBe(true);
  });

  it('measures what the named areas need, and lists only the requirements of those areas', RUN_TIME, async () => {
    const { status, stdout } = await run(['check', 'management', 'gateway', '--demo', 'gateway-udp-refused', '--json']);
    const report = Report.parse(JSON.parse(stdout));
    expect([...new Set(report.requirements.map(({ area }) => area))].sort()).toEqual(['gateway', 'management']);
    expect({ status, outcome: report.summary.outcome }).toEqual({ status: 1, outcome: 'fail' });
  });

  it('does not fail on a laptop when the documented Windows file of the CLI answers 404', RUN_TIME, async () => {
    const { status, stdout } = await run(['check', 'releases', ...PATIENT, '--demo', 'document-measured-from-a-laptop', '--json']);
    const report = Report.parse(JSON.parse(stdout));
    const row = report.requirements.find(({ id }) => id === 'releases.cli-linux-amd64-exe');
    expect(row).toMatchObject({ counts: true, verdict: 'met' });
    const seen = report.observations.flatMap((each) =>
      each.probe === 'https' && each.role === 'row' && each.requirements.includes('releases.cli-linux-amd64-exe') ? each.phases : [],
    );
    expect(seen.flatMap((phase) => (phase.name === 'http' ? phase.answer?.['http.response.status_code'] : []))).toContain(404);
    expect({ status, outcome: report.summary.outcome, findings: report.findings }).toEqual({ status: 0, outcome: 'pass', findings: [] });
  });

  it('measures the ports of a running environment, and the request asks for the port that is refused', RUN_TIME, async () => {
    const measured = async (name: string) => {
      const home = newHome();
      const { status, stdout } = await run(['check', 'management', ...PATIENT, '--demo', name, '--json'], { home });
      const report = Report.parse(JSON.parse(stdout));
      const row = report.requirements.find(({ id }) => id === 'management.environment-ports');
      const { stdout: letter } = await run(['request', '--for', 'network-team'], { home });
      return { status, row, causes: report.findings.map((finding) => finding.name), letter };
    };
    const [open, refused] = await Promise.all([measured('gcp-2026-environment-ports-open'), measured('gcp-2026-environment-port-refused')]);
    expect(open).toMatchObject({ status: 0, row: { verdict: 'met' }, causes: [] });
    for (const port of [22, 22222, 22999, 29222, 61000]) expect(open.row?.tested.join()).toContain(`10.0.0.10:${port}`);
    expect(refused).toMatchObject({ status: 1, row: { verdict: 'unmet' }, causes: ['port-refused'] });
    expect(refused.letter).toMatch(/TCP 22222 to 10\.0\.0\.10/);
    expect(refused.letter).toMatch(/the runner does not connect to its environments/i);
    expect(refused.letter).toContain('nc -vz -w 5 10.0.0.10 22222');
    expect(refused.letter).not.toMatch(/(?:29222|61000) to 10\.0\.0\.10/);
  });

  it('gives flags precedence over the scenario', RUN_TIME, async () => {
    const { stdout } = await run(['check', 'aws', '--demo', 'healthy', '--json', '--region', 'eu-west-1', '--from', 'environment']);
    const { profile, requirements } = Report.parse(JSON.parse(stdout));
    expect(profile).toMatchObject({ from: 'environment', fromIs: 'stated', regions: ['eu-west-1'] });
    expect(requirements.flatMap(({ tested }) => tested).join()).toContain('ec2.eu-west-1.amazonaws.com');
  });

  it('adds the consent that a named AWS profile implies to the consents of the scenario', RUN_TIME, async () => {
    for (const areas of [[], ['ami']]) {
      const { status, stdout } = await run(['check', ...areas, ...PATIENT, '--demo', 'launch-denied', '--json']);
      expect([status, Report.parse(JSON.parse(stdout)).findings.map(({ name }) => name)], areas.join()).toEqual([1, ['launch-denied']]);
    }
  });

  it('adds the aws consent for --aws-profile, and --yes-to replaces only the consents of the profile file', RUN_TIME, async () => {
    const profile = join(newFolder('consents'), 'p.json');
    writeFileSync(profile, '{"yes-to": ["launch-dry-run"]}');
    const consents = async (...more: string[]) => {
      const { stdout } = await run(['check', 'host', '--demo', 'healthy', '--profile', profile, '--jsonl', ...more]);
      return stdout.split('\n').flatMap((line) => (line.includes('"profile-set"') ? JSON.parse(line).profile.consents : []));
    };
    expect(await consents()).toEqual(['launch-dry-run']);
    expect(await consents('--aws-profile', 'default')).toEqual(['launch-dry-run', 'aws']);
    expect(await consents('--aws-profile', 'default', '--yes-to', 'download')).toEqual(['download', 'aws']);
  });

  it('masks hosts of the company with --mask, but no public hosts', RUN_TIME, async () => {
    const { stdout } = await run(['check', 'proxy', 'management', 'scm', '--demo', 'proxy-requires-login', '--json', '--mask']);
    expect(Report.parse(JSON.parse(stdout)).summary.outcome).toBe('fail');
    expect(stdout).not.toMatch(/proxy\.example\.internal|10\.20\.0\.8/);
    expect(stdout).toContain('app.gitpod.io');
  });
});

describe.concurrent('check --jsonl', () => {
  it('prints every event when it happens, and the report last', RUN_TIME, async () => {
    const running = start(['check', 'management', '--demo', 'healthy', '--jsonl']);
    await running.says('"session-started"');
    expect(running.child.exitCode).toBe(null);
    const { status, stdout, stderr } = await running.ended;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    const events = lines.slice(0, -1).map((line) => SessionEvent.parse(JSON.parse(line)));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events[0]?.type).toBe('session-started');
    expect(events.at(-1)?.type).toBe('sweep-ended');
    const report = Report.parse(JSON.parse(lines.at(-1) ?? ''));
    const seen = new Set(events.flatMap((event) => (event.type === 'observed' ? [event.observation.id] : [])));
    expect(report.observations.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
  });
});

describe.concurrent('check with plain output', () => {
  it("masks the company's names without --show-values, and prints the outcome in the last line", RUN_TIME, async () => {
    const args = ['check', 'proxy', 'management', 'scm', '--demo', 'proxy-requires-login'];
    const [masked, shown] = await Promise.all([run(args), run([...args, '--show-values'])]);
    expect([masked.status, shown.status]).toEqual([1, 1]);
    expect(masked.stdout).not.toContain('proxy.example.internal');
    expect(shown.stdout).toContain('proxy.example.internal');
    expect(masked.stdout).toContain('GD103 proxy-requires-login');
    expect(masked.stdout.trimEnd().split('\n').at(-1)).toMatch(/^DONE /);
  });

  it.each(['ssh', 'proxy'])('says in the last line that no counting requirement was measured for the area %s', RUN_TIME, async (area) => {
    const { status, stdout } = await run(['check', area, '--demo', 'healthy']);
    expect([status, stdout.trimEnd().split('\n').at(-1)]).toEqual([0, expect.stringMatching(/^DONE +no check that counts was made/)]);
  });

  it('masks names of both reports when it compares with a report of a good network', RUN_TIME, async () => {
    const baseline = join(newFolder('baseline'), 'good.json');
    const inspected = ['check', 'management', 'vscode', '--demo', 'tls-intercepted'];
    writeFileSync(baseline, (await run([...inspected, ...PATIENT, '--json'])).stdout);
    const [same, mended] = [
      await run([...inspected, ...PATIENT, '--baseline', baseline]),
      await run(['check', 'management', 'vscode', '--demo', 'healthy', '--from', 'laptop', ...PATIENT, '--baseline', baseline]),
    ];
    expect(same.stdout).toMatch(/Unchanged causes\n +- GD307 /);
    expect(mended.stdout).toMatch(/Fixed\n +- GD307 /);
    for (const { stdout } of [same, mended]) expect(stdout).not.toContain('Example Corp');
  });

  it('prints only the outcome with --quiet, even when the session could not be stored', RUN_TIME, async () => {
    const args = ['check', 'host', '--demo', 'healthy'];
    const env = { XDG_STATE_HOME: '/dev/null/nowhere' };
    const [plain, quiet] = await Promise.all([run(args, { env }), run([...args, '--quiet'], { env })]);
    expect(plain.complaint).toEqual([expect.stringContaining('This session is not stored')]);
    expect(quiet).toMatchObject({ status: 0, stderr: '' });
  });

  it('runs the guided session with plain output when there is no terminal', RUN_TIME, async () => {
    const { status, stdout } = await run(['--demo', 'gateway-udp-refused', '--symptom', 'runner-offline']);
    expect(status).toBe(1);
    expect(stdout).toContain('gateway-udp-refused');
  });
});
