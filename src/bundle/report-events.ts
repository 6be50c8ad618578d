/**
 * Derives a session log from a bare report, so that the same screens and the current rules apply. Facts that a report lacks stay unknown.
 */
import { requiredImage } from '../knowledge/allowed-images/required-images.ts';
import { type Consent, DEFAULT_LIMITS, EMPTY_PROFILE } from '../model/profile.ts';
import type { Report, ReportRequirement } from '../model/report.ts';
import { type Condition, type Proof, Requirement } from '../model/requirement.ts';
import type { NewSessionEvent, SessionEvent } from '../model/session.ts';
import type { Target } from '../model/target.ts';
import { stampEvent } from '../session/index.ts';

const NO_EXPECTATION: Proof = { status: 'any', contentType: null, headers: [], extract: null, followRedirects: false, calibrated: null };

export function eventsOfReport(report: Report): SessionEvent[] {
  const { from, fromIs, runner, regions, account } = report.profile;
  const rows = report.requirements.map((row) => requirement(row, report));
  const events: NewSessionEvent[] = [
    {
      type: 'session-started',
      schema: 'gitpod-doctor/session@1',
      ...{ tool: report.tool, startedAt: report.startedAt, catalog: report.catalog },
      limits: DEFAULT_LIMITS,
      demo: report.demo ?? null,
    },
    {
      type: 'profile-set',
      profile: { ...EMPTY_PROFILE, from, fromIs, runner, regions, account, consents: consentsOf(report) },
      requirements: rows,
    },
    // A report lists the requested requirements, whatever their outcome.
    { type: 'sweep-started', requirements: rows.map((row) => row.id), again: false },
    ...report.observations.map((observation): NewSessionEvent => ({ type: 'observed', observation })),
    {
      type: 'sweep-ended',
      reason: report.requirements.some((row) => row.reason === 'deadline') ? 'deadline' : 'complete',
      notStarted: [],
      requirements: report.requirements.filter((row) => row.reason === 'deadline').map((row) => row.id),
    },
  ];
  return events.map((event, index) => stampEvent(event, index + 1, index + 1 === events.length ? report.durationMs : 0));
}

function requirement(row: ReportRequirement, report: Report): Requirement {
  const { id, area, title, section, endpoint, level, neededFrom, consumer } = row;
  const seen = report.observations.filter((observation) => observation.role === 'row' && observation.requirements.includes(id));
  // The requirement of a host includes the lookup of that host, but the lookup is a target only of requirements about names.
  const aimed = seen.some(({ probe }) => probe !== 'dns') ? seen.filter(({ probe }) => probe !== 'dns') : seen;
  const targets = new Map(aimed.map((observation) => [observation.request, observation.target]));
  return {
    ...{ id, area, title, section, endpoint, level, neededFrom, consumer },
    conditions: level === 'conditional' ? conditionsOf(row, report) : [],
    targets: [...imageOf(row), ...targets.values()].map((target) => ({ target, standsFor: null })),
    discovery: null,
    proof: NO_EXPECTATION,
    missing: row.reason === 'needs-input' && waitsFor(row, report) === null ? (missingOf(row, report) ?? 'region') : null,
    origin: section === '—' ? 'tool' : 'document',
  };
}

/** Consents that the user must have given, because the measurements needed them. */
function consentsOf({ observations, requirements }: Report): Consent[] {
  const asked = observations.some(({ probe }) => probe === 'aws-credentials');
  const launched = requirements.some(({ id, counts }) => id === 'ami.launch' && counts);
  return [...(asked ? ['aws' as const] : []), ...(launched ? ['launch-dry-run' as const] : [])];
}

/** The image of a requirement, as a target. Its calls record only the owner of the image. */
function imageOf({ area, endpoint }: ReportRequirement): Target[] {
  const image = area === 'ami' ? requiredImage(endpoint) : null;
  return image === null ? [] : [{ kind: 'ami', name: image.name, owner: image.documentedOwner }];
}

/** A condition that evaluates to its recorded outcome: met, not met, or unknown. */
function conditionsOf(row: ReportRequirement, report: Report): Condition[] {
  const { profile } = report;
  const waiting = waitsFor(row, report);
  if (waiting !== null) return [waiting];
  if (row.counts) return [];
  if (row.verdict !== 'not-applicable') return [NEVER_KNOWN];
  return profile.runner === null ? [] : [{ kind: 'runner', is: profile.runner === 'standard' ? 'enterprise' : 'standard' }];
}

/** The unstated condition on which a failed row depends; null if there is none. */
function waitsFor({ id }: ReportRequirement, { summary }: Report): Condition | null {
  const flag = summary.questions?.find(({ requirements }) => requirements.includes(id))?.flag;
  if (flag === '--runner') return { kind: 'runner', is: 'standard' };
  return flag === '--ide' ? { kind: 'ide', is: 'vscode' } : null;
}

/** The part of the requirement's target that the user has not stated; null if no question asks for it. */
function missingOf({ id }: ReportRequirement, { summary }: Report): Requirement['missing'] {
  const flag = summary.questions?.find(({ requirements }) => requirements.includes(id))?.flag.slice(2);
  return Requirement.shape.missing.safeParse(flag).data ?? null;
}

/** A condition that is always unknown, because the profile of a report names no alias. */
const NEVER_KNOWN: Condition = { kind: 'named', what: 'ssh-alias' };
