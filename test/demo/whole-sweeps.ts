/** Measures every scenario completely over real sockets: its own cause is found once, and no other. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { SCENARIOS } from '../../src/demo/index.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { buildReport, exitCodeOf } from '../../src/documents/report/report.ts';
import type { Area } from '../../src/model/area.ts';
import type { Limits } from '../../src/model/profile.ts';
import { Report } from '../../src/model/report.ts';
import { startSweep } from '../../src/run/sweep.ts';
import { ALL } from '../failure-kinds/lines/index.ts';
import { stable } from '../support/stable.ts';
import { inScenario } from './pretend-session.ts';

const EXIT = { pass: 0, fail: 1, inconclusive: 3 } as const;

/** All rows at once; with `steps` these areas in sequence, as in a walk. `within`: this test's limits. */
export function measured(name: string, steps: readonly (readonly Area[])[] = [], within: Partial<Limits> = {}): Promise<Report> {
  return inScenario(name, { limits: within }, async ({ log, probes }) => {
    for (const areas of steps.length === 0 ? [null] : steps) {
      const rows = log.session.requirements.filter(({ area }) => areas === null || areas.includes(area));
      await startSweep({ log, probes, requirements: rows.map(({ id }) => id), again: false }).done;
    }
    return buildReport(log.session, diagnose(log.session));
  });
}

const reports = new Map<string, Promise<Report>>();

/** The first run of a scenario. */
export function reportOf(name: string): Promise<Report> {
  const report = reports.get(name) ?? measured(name);
  reports.set(name, report);
  return report;
}

/** The SSH scenarios need the real client. */
const hasSsh = spawnSync('ssh', ['-V']).error === undefined;
if (!hasSsh) process.stderr.write('SKIPPED: the scenarios of SSH aliases, because openssh-client (ssh) is not installed\n');
const SHOWN = SCENARIOS.filter(({ name }) => hasSsh || !name.startsWith('ssh-'));

/** One of two halves that run in parallel, because most of a sweep is waiting. */
export function scenariosAreFoundOut(half: 0 | 1): void {
  describe.concurrent('a scenario is found out', () => {
    it.each(SHOWN.filter((_, index) => index % 2 === half))('$name', async ({ name, shows, cause }) => {
      const report = await reportOf(name);
      const roots = report.findings.filter((finding) => finding.causedBy === null).map((finding) => finding.name);
      expect(roots).toEqual(cause === null ? [] : [cause]);
      if (shows !== null) expect(report.findings.map((finding) => finding.name)).toContain(shows);
      const { outcome, unmet, unknown } = report.summary;
      expect(outcome).toBe(unmet > 0 ? 'fail' : unknown > 0 ? 'inconclusive' : 'pass');
      expect(exitCodeOf(report)).toBe(EXIT[outcome]);
      // A counting unmet row has a blocking cause, and no other cause blocks.
      expect(report.findings.some(({ severity }) => severity === 'blocker')).toBe(outcome === 'fail');
      if (/(?:^|-)healthy$/.test(name)) expect(outcome).toBe('pass');
      for (const { kind, line } of ALL.filter(({ line: { way } }) => way.as === 'scenario' && way.name === name)) {
        const ids = report.observations.filter(({ failure }) => failure?.kind === kind).map(({ id }) => id);
        const claimed = report.findings.filter(({ observations }) => observations.some((id) => ids.includes(id)));
        expect({ kind, findings: claimed.map((finding) => finding.name) }).toEqual({
          kind,
          findings: expect.arrayContaining([line.finding]),
        });
      }
      // Strict: an additional field is an error.
      expect(Report.safeParse(report).error).toBe(undefined);

      // A consequence names an existing finding, and every finding names existing rows and observations.
      const ids = new Set([...report.findings, ...report.requirements, ...report.observations].map(({ id }) => id));
      for (const { causedById, requirements, observations, fixes } of report.findings) {
        const named = [causedById ?? 'f1', ...requirements, ...observations, ...fixes.flatMap(({ verify }) => verify)];
        expect(named.filter((id) => !ids.has(id))).toEqual([]);
      }
    });
  });
}

export function sweepsAreRepeatable(): void {
  describe.concurrent('the same network gives the same report', () => {
    it.each(['healthy', 'proxy-refuses-host'])('%s', async (name) => {
      const [once, again] = await Promise.all([reportOf(name), measured(name)]);
      expect(stable(again)).toEqual(stable(once));
    });
  });
}
