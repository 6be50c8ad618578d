/**
 * A log for a report that came without one, so that the same screens show it and today's rules judge it. What the
 * report does not tell (the answers, the expectations of each row) is left as unknown.
 */
import { DEFAULT_LIMITS, EMPTY_PROFILE } from '../model/profile.ts';
import type { Report, ReportRequirement } from '../model/report.ts';
import type { Condition, Proof, Requirement } from '../model/requirement.ts';
import type { NewSessionEvent, SessionEvent } from '../model/session.ts';
import { stamp } from '../session/index.ts';

const NO_EXPECTATION: Proof = { status: 'any', contentType: null, headers: [], extract: null, followRedirects: false, calibrated: null };

export function eventsOfReport(report: Report): SessionEvent[] {
  const { from, fromIs, runner, regions, account } = report.profile;
  const rows = report.requirements.map((row) => requirement(row, report));
  const measured = report.requirements.filter((row) => row.verdict !== 'not-applicable' && row.reason !== 'not-run');
  const events: NewSessionEvent[] = [
    {
      type: 'session-started',
      schema: 'gitpod-doctor/session@1',
      ...{ tool: report.tool, startedAt: report.startedAt, catalog: report.catalog },
      limits: DEFAULT_LIMITS,
      demo: null,
    },
    { type: 'profile-set', profile: { ...EMPTY_PROFILE, from, fromIs, runner, regions, account }, requirements: rows },
    { type: 'sweep-started', requirements: measured.map((row) => row.id), again: false },
    ...report.observations.map((observation): NewSessionEvent => ({ type: 'observed', observation })),
    {
      type: 'sweep-ended',
      reason: report.requirements.some((row) => row.reason === 'deadline') ? 'deadline' : 'complete',
      notStarted: [],
      requirements: report.requirements.filter((row) => row.reason === 'deadline').map((row) => row.id),
    },
  ];
  return events.map((event, index) => stamp(event, index + 1, index + 1 === events.length ? report.durationMs : 0));
}

function requirement(row: ReportRequirement, report: Report): Requirement {
  const { id, area, title, section, endpoint, level, neededFrom, consumer } = row;
  const measured = new Map(
    report.observations
      .filter((observation) => observation.role === 'row' && observation.requirements.includes(id))
      .map((observation) => [observation.request, observation.target]),
  );
  return {
    ...{ id, area, title, section, endpoint, level, neededFrom, consumer },
    // A row that counts has its condition met; what the others hang on can be told from their area.
    conditions: level !== 'conditional' || row.counts ? [] : CONDITIONS[area],
    targets: [...measured.values()].map((target) => ({ target, standsFor: null })),
    discovery: null,
    proof: NO_EXPECTATION,
    missing: null,
    origin: section === '—' ? 'tool' : 'document',
  };
}

const CONDITIONS: Readonly<Record<Requirement['area'], Condition[]>> = {
  host: [{ kind: 'runner', is: 'enterprise' }],
  proxy: [{ kind: 'runner', is: 'enterprise' }],
  dns: [{ kind: 'runner', is: 'enterprise' }],
  management: [{ kind: 'runner', is: 'enterprise' }],
  gateway: [{ kind: 'runner', is: 'standard' }],
  vscode: [{ kind: 'ide', is: 'vscode' }],
  jetbrains: [{ kind: 'ide', is: 'jetbrains' }],
  releases: [{ kind: 'runner', is: 'enterprise' }],
  registries: [{ kind: 'named', what: 'registry' }],
  scm: [{ kind: 'named', what: 'scm' }],
  metrics: [{ kind: 'named', what: 'metrics' }],
  imds: [{ kind: 'ec2' }],
  aws: [{ kind: 'runner', is: 'enterprise' }],
  ami: [{ kind: 'runner', is: 'enterprise' }],
  ssh: [{ kind: 'named', what: 'ssh-alias' }],
};
