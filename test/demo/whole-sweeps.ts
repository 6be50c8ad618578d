/** Measures every scenario completely over real sockets: its own cause is found once, and no other cause is found. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { SCENARIOS } from '../../src/demo/index.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { buildReport, exitCodeOf } from '../../src/documents/report/report.ts';
import type { Area } from '../../src/model/area.ts';
import { FINDINGS } from '../../src/model/finding-codes.ts';
import type { Limits } from '../../src/model/profile.ts';
import type { EditionName } from '../../src/model/profile-words.ts';
import { Report } from '../../src/model/report.ts';
import type { Session } from '../../src/model/session.ts';
import { startSweep } from '../../src/run/sweep.ts';
import { ALL } from '../failure-kinds/lines/index.ts';
import { stable } from '../support/stable.ts';
import { inScenario, type Said } from './pretend-session.ts';

const NAMES: ReadonlySet<string> = new Set(Object.values(FINDINGS));
const EXIT = { pass: 0, fail: 1, inconclusive: 3 } as const;

/** All requirements at once; with `steps` these areas in sequence, as in a guided session. `within`: the limits of this test. */
export async function measured(name: string, steps: readonly (readonly Area[])[] = [], within: Partial<Limits> = {}): Promise<Report> {
  const session = await swept(name, { limits: within }, steps);
  return buildReport(session, diagnose(session));
}

/** The same as a session, with what is said in place of the scenario's own. */
export function swept(name: string, said: Said = {}, steps: readonly (readonly Area[])[] = []): Promise<Session> {
  return inScenario(name, said, async ({ log, probes }) => {
    for (const areas of steps.length === 0 ? [null] : steps) {
      const rows = log.session.requirements.filter(({ area }) => areas === null || areas.includes(area));
      await startSweep({ log, probes, requirements: rows.map(({ id }) => id), again: false }).done;
    }
    return log.session;
  });
}

const sessions = new Map<string, Promise<Session>>();

/** The first run of a scenario. */
export function sessionOf(name: string): Promise<Session> {
  const session = sessions.get(name) ?? swept(name);
  sessions.set(name, session);
  return session;
}

export async function reportOf(name: string): Promise<Report> {
  const session = await sessionOf(name);
  return buildReport(session, diagnose(session));
}

/** The SSH scenarios need the real client. */
const hasSsh = spawnSync('ssh', ['-V']).error === undefined;
if (!hasSsh) process.stderr.write('SKIPPED: the scenarios of SSH aliases, because openssh-client (ssh) is not installed\n');
const SHOWN = SCENARIOS.filter(({ name }) => hasSsh || !name.startsWith('ssh-'));

const REALLY = { aws: 'aws-runner-2026', gcp: 'gcp-runner-2026', document: 'document' } as const satisfies Record<string, EditionName>;

/** The installation that a scenario of the editions really has, from the first word of its name; null for any other scenario. */
export function installationOf(name: string): EditionName | null {
  const [, first] = /^(aws|gcp|document)-(?:2026|measured)-/.exec(name) ?? [];
  return first === undefined ? null : REALLY[first as keyof typeof REALLY];
}

/**
 * One of three parts that run in parallel, because a sweep mostly waits: a half of the other scenarios, or the networks of the editions.
 */
export function scenariosAreFoundOut(part: 0 | 1 | 'editions'): void {
  const ofEditions = SHOWN.filter(({ name }) => installationOf(name) !== null);
  const others = SHOWN.filter((scenario) => !ofEditions.includes(scenario));
  describe.concurrent('a scenario is found out', () => {
    it.each(part === 'editions' ? ofEditions : others.filter((_, index) => index % 2 === part))('$name', async ({ name, shows, cause }) => {
      const report = await reportOf(name);
      const roots = report.findings.filter((finding) => finding.causedBy === null).map((finding) => finding.name);
      expect(roots).toEqual(cause === null ? [] : [cause]);
      if (shows !== null) expect(report.findings.map((finding) => finding.name)).toContain(shows);
      else if (NAMES.has(name)) expect(report.notes.map((note) => note.name)).toContain(name);
      const { outcome, unmet, unknown } = report.summary;
      expect(outcome).toBe(unmet > 0 ? 'fail' : unknown > 0 ? 'inconclusive' : 'pass');
      expect(exitCodeOf(report)).toBe(EXIT[outcome]);
      // An unmet requirement that counts has a blocking cause, and no other cause is a blocker.
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

      // A consequence names an existing finding, and every finding names existing requirements and observations.
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
