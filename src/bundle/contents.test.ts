/** Each entry is written for its reader: a program that merges times, a user in a hurry, another machine. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fails, passes, session } from '../diagnosis/testing/session.ts';
import { bundleReadme } from '../documents/report/bundle-readme.ts';
import { Area } from '../model/area.ts';
import { SYMPTOMS } from '../model/profile.ts';
import { markdown } from '../render/markdown.ts';
import { buildBundle } from './build.ts';
import { clockSkew } from './environment.ts';
import { bundleInput, logOf, testRedactor } from './testing/log.ts';
import { timelineMoments } from './timeline-entry.ts';

const row = { requirement: 'management.app' };
const measured = () =>
  session({ from: 'runner', runner: 'enterprise', note: 'since Monday', ticket: 'SUP-77' })
    .proxy('http://proxy.acme.com:3128')
    .https('app.gitpod.io', fails('tunnel.407', { status: 407, tunnel: { authenticate: ['Basic'] } }), row)
    .direct()
    .https('mcr.microsoft.com', passes())
    .build();

async function entriesOf(without: readonly string[] = []) {
  const built = await buildBundle({ ...bundleInput(measured()), without });
  if (!built.ok) throw new Error(built.problem);
  const text = (path: string) => built.entries.find((entry) => entry.path === path)?.text ?? '';
  return { built, text };
}

describe('report.md', () => {
  it('shows the cause, its owner, the vantage point and the ticket on its first screen', async () => {
    const { text } = await entriesOf();
    const screen = text('report.md').split('\n').slice(0, 25).join('\n');
    for (const part of [
      /^# FAIL: .*requires a login/,
      'GD103',
      'Who acts | you',
      'the runner',
      'SUP-77',
      'since Monday',
      'standard; pseudonyms of key',
    ])
      expect(screen).toMatch(part);
  });

  it('lists as many causes as fit on its first screen, and counts the rest', async () => {
    const input = bundleInput(measured());
    const [first] = input.report.findings;
    if (first === undefined) throw new Error('no finding');
    const findings = Array.from({ length: 20 }, (_, index) => ({ ...first, id: `f${index + 1}` }));
    const built = await buildBundle({ ...input, report: { ...input.report, findings } });
    const report = built.ok ? (built.entries.find(({ path }) => path === 'report.md')?.text ?? '') : '';
    const screen = report.split('\n').slice(0, 25).join('\n');
    expect(screen).toContain('# FAIL: 20 causes found');
    expect(screen).toContain('14 more causes, below');
    expect(screen).toContain('| Redaction |');
  });

  it('marks a requirement that failed once and passed on retry', async () => {
    const told = session()
      .https('app.gitpod.io', fails('http.timeout'), row)
      .https('app.gitpod.io', passes(), { role: 'control', purpose: 'repeat' })
      .https('mcr.microsoft.com')
      .build();
    const built = await buildBundle(bundleInput(told));
    const report = built.ok ? (built.entries.find(({ path }) => path === 'report.md')?.text ?? '') : '';
    const lines = report.split('\n').filter((line) => line.includes('failed once, passed when retried'));
    expect(lines).toEqual([expect.stringContaining('`management.app`')]);
  });
});

it('report.html warns against copying masked names, and shows placeholders unchanged', async () => {
  const { text } = await entriesOf();
  expect(text('report.html')).toContain(
    'Names that begin with px- are masked. Only the machine that made the bundle knows the real names.',
  );
  expect(text('report.html')).toContain('&lt;user&gt;:&lt;password&gt;');
});

it('the reports of a demo say on their first screen that no real network was measured', async () => {
  const input = bundleInput(measured());
  const events = input.events.map((event) => (event.type === 'session-started' ? { ...event, demo: 'healthy' } : event));
  const built = await buildBundle({ ...input, events });
  if (!built.ok) throw new Error(built.problem);
  for (const name of ['report.md', 'report.html']) {
    const text = built.entries.find(({ path }) => path === name)?.text ?? '';
    expect(text.indexOf('the pretend network of healthy')).toBeGreaterThan(0);
    expect(text.indexOf('the pretend network of healthy')).toBeLessThan(text.indexOf('proxy variables contain no user name'));
  }
});

describe('timeline.jsonl', () => {
  const log = logOf(measured());
  const all = timelineMoments(log, '2026-11-23T12:00:00.000Z');

  it('has the same order by session time as by wall-clock time', () => {
    expect(all.map(({ atMs }) => atMs)).toEqual(all.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
    for (const { atMs, at } of all) expect(Date.parse(at)).toBe(Math.trunc(Date.parse('2026-11-23T12:00:00.000Z') + atMs));
  });

  it('contains every event and every phase, each with a reference to its origin', () => {
    expect(all.filter(({ kind }) => kind !== 'phase')).toHaveLength(log.length);
    const phases = log.flatMap((event) => (event.type === 'observed' ? event.observation.phases.map(() => event.observation.id) : []));
    expect(
      all
        .filter(({ kind }) => kind === 'phase')
        .map(({ observation }) => observation)
        .toSorted(),
    ).toEqual(phases.toSorted());
    expect(all.some(({ phase, ok }) => phase === 'tunnel' && ok === false)).toBe(true);
  });

  it('gives “unknown” as the time of every event when the start of the log is unreadable', () => {
    expect(new Set(timelineMoments(log, 'unknown').map(({ at }) => at))).toEqual(new Set(['unknown']));
  });
});

describe('environment.json', () => {
  it("describes the machine, the clock and each program's routes without a customer name", async () => {
    const { text } = await entriesOf();
    const environment = JSON.parse(text('environment.json')) as Record<string, unknown>;
    expect(environment).toMatchObject({
      schema: 'gitpod-doctor/environment@1',
      measuredFrom: { from: 'runner' },
      proxies: { proxy: 'set' },
    });
    expect(environment.machine).toMatchObject({ proxies: [{ name: 'HTTP_PROXY', port: 3128 }, { name: 'HTTPS_PROXY' }] });
    expect(text('environment.json')).not.toContain('acme');
  });

  it("reports the clock skew as the median of the differences from the servers' clocks", () => {
    expect(clockSkew([])).toEqual({ medianMs: null, answers: 0 });
    const { observations } = session({}).https('a.example.com', passes()).build();
    const answered = observations.flatMap((observation) =>
      [90_000, -5, 91_000].map((clockSkewMs) => ({
        ...observation,
        phases: observation.phases.map((phase) =>
          phase.name === 'http' && phase.answer !== null ? { ...phase, answer: { ...phase.answer, clockSkewMs } } : phase,
        ),
      })),
    );
    expect(clockSkew(answered as typeof observations).medianMs).toBe(90_000);
  });
});

describe('README.md', () => {
  it.each(SYMPTOMS)('says in which order to read the files for the symptom %s', (symptom) => {
    const text = markdown(bundleReadme(testRedactor().account(), symptom, new Set(Area.options)));
    expect(text.match(/^\| [^|]+ \| [^|]+ \|$/gm)?.length).toBeGreaterThan(SYMPTOMS.length);
    expect(text).toContain('This walk began with:');
  });

  it('names no areas that this installation does not have', () => {
    const text = (areas: readonly Area[]) => markdown(bundleReadme(testRedactor().account(), null, new Set(areas)));
    expect(text(Area.options)).toContain('rows proxy.\\*, management.\\*, gateway.\\*');
    expect(text(Area.options.filter((area) => area !== 'gateway'))).not.toContain('gateway');
  });
});

describe('a file that the user removes', () => {
  it('is missing from the bundle, and listed in the consent and in the omissions', async () => {
    const { built, text } = await entriesOf(['report.html', 'events.jsonl', 'no-such-file']);
    expect(built.omissions).toEqual([{ what: 'report.html', why: 'declined' }]);
    expect(text('report.html')).toBe('');
    expect(text('events.jsonl')).not.toBe('');
    const manifest = JSON.parse(text('manifest.json')) as { consent: unknown; omissions: unknown };
    expect(manifest).toMatchObject({ consent: { removed: ['report.html'] }, omissions: [{ what: 'report.html', why: 'declined' }] });
  });
});

it('a complete bundle has the same bytes in another time zone or language', () => {
  const here = (path: string) => JSON.stringify(join(import.meta.dirname, path));
  const recorded = here('../../fixtures/sessions/proxy-step-login/events.jsonl');
  expect(readFileSync(JSON.parse(recorded) as string).length).toBeGreaterThan(0);
  const script = `
    import { readFileSync } from 'node:fs';
    import { buildBundle } from ${here('build.ts')};
    import { testRedactor, WRITTEN_BY } from ${here('testing/log.ts')};
    import { diagnose } from ${here('../diagnosis/index.ts')};
    import { buildReport } from ${here('../documents/report/report.ts')};
    import { decodeLog, foldEvents } from ${here('../session/index.ts')};
    const { events } = decodeLog(readFileSync(${recorded}, 'utf8'));
    const session = foldEvents(events);
    const at = '2026-11-23T12:00:00Z';
    const built = await buildBundle({ events, report: buildReport(session, diagnose(session)), redactor: testRedactor(), createdAt: at, name: 'gitpod-doctor-x', consent: { how: 'flag', at }, ...WRITTEN_BY });
    process.stdout.write(built.ok ? built.sha256 : built.problem);`;
  const under = (env: Record<string, string>) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, ...env }, encoding: 'utf8' });
  const first = under({ TZ: 'Pacific/Kiritimati', LC_ALL: 'C' });
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(under({ TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8' })).toBe(first);
}, 30_000);
