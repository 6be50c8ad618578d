/** Session and diagnosis as a JSON document for other programs (docs/contract.md, `check --json`). */

import { unstatedFlags } from '../../knowledge/applicability.ts';
import { installationSigns } from '../../knowledge/installation.ts';
import type { Diagnosis } from '../../model/finding.ts';
import { laterEdition } from '../../model/profile-words.ts';
import { type Question, REPORT_SCHEMA, type Report, type ReportRequirement } from '../../model/report.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Session } from '../../model/session.ts';
import { targetText } from '../../model/target.ts';
import type { Verdict } from '../../model/verdict.ts';

type Outcome = Report['summary']['outcome'];

/** Requirements in catalogue order, observations by number, findings in the order of the diagnosis. */
export function buildReport(session: Session, diagnosis: Diagnosis): Report {
  const { from, fromIs, runner, regions, account, place } = session.profile;
  return {
    schema: REPORT_SCHEMA,
    tool: session.tool,
    ...(session.demo === null ? {} : { demo: session.demo }),
    catalog: { ...session.catalog, ...editionFacts(session) },
    profile: { from, fromIs, runner, regions: [...regions], account, ...(place === undefined ? {} : { place }) },
    startedAt: session.startedAt,
    durationMs: session.durationMs,
    summary: summary(session, diagnosis.verdicts),
    requirements: rows(session, diagnosis.verdicts),
    findings: [...diagnosis.findings],
    notes: [...diagnosis.notes],
    observations: [...session.observations],
  };
}

/** Which edition was measured, and why. */
function editionFacts(session: Session): Pick<Report['catalog'], 'edition' | 'editionIs' | 'editionSigns'> {
  const { edition, editionIs } = session.profile;
  const later = laterEdition(edition);
  const signs = installationSigns(session);
  return {
    ...(later === undefined ? {} : { edition: later }),
    ...(edition === undefined && editionIs === undefined ? {} : { editionIs: editionIs ?? 'stated' }),
    ...(signs.length === 0 ? {} : { editionSigns: signs }),
  };
}

/** 0: every counting requirement is met. 1: one is unmet. 3: none is unmet, but one is unknown. */
export function exitCodeOf({ summary }: { summary: Pick<Report['summary'], 'outcome'> }): 0 | 1 | 3 {
  return EXIT_CODES[summary.outcome];
}

const EXIT_CODES = { pass: 0, fail: 1, inconclusive: 3 } as const satisfies Record<Outcome, number>;

function summary(session: Session, verdicts: readonly Verdict[]): Report['summary'] {
  const counting = verdicts.filter((verdict) => verdict.counts);
  const count = (word: Verdict['verdict']) => counting.filter(({ verdict }) => verdict === word).length;
  const [met, unmet, unknown] = [count('met'), count('unmet'), count('unknown')];
  const questions = questionsOf(session, counting);
  return {
    outcome: unmet > 0 ? 'fail' : unknown > 0 ? 'inconclusive' : 'pass',
    met,
    unmet,
    unknown,
    ...(questions.length === 0 ? {} : { questions }),
  };
}

/** Failed requirements that depend on an unknown answer, by the flag that gives the answer. */
export function questionsOf({ requirements, profile }: Session, counting: readonly Verdict[]): Question[] {
  const waiting = new Set(counting.flatMap((each) => (each.reason === 'needs-input' ? each.requirement : [])));
  const asked = requirements
    .filter(({ id }) => waiting.has(id))
    .flatMap((row) => unstatedFlags(row, profile).map((flag) => ({ flag, id: row.id })));
  return [...Map.groupBy(asked, ({ flag }) => flag)].map(([flag, rows]) => ({ flag, requirements: rows.map(({ id }) => id) }));
}

function rows(session: Session, verdicts: readonly Verdict[]): ReportRequirement[] {
  const judged = new Map(verdicts.map((verdict) => [verdict.requirement, verdict]));
  const tested = testedTargets(session);
  return session.requirements.map((requirement) => row(requirement, judged.get(requirement.id), tested.get(requirement.id)));
}

function row(requirement: Requirement, verdict: Verdict | undefined, tested: ReadonlySet<string> | undefined): ReportRequirement {
  const { id, area, title, section, endpoint, level, neededFrom, consumer } = requirement;
  return {
    id,
    area,
    title,
    section,
    endpoint,
    level,
    counts: verdict?.counts ?? false,
    neededFrom: [...neededFrom],
    consumer,
    tested: [...(tested ?? [])],
    verdict: verdict?.verdict ?? 'unknown',
    reason: verdict === undefined ? 'not-run' : verdict.reason,
    observations: [...(verdict?.observations ?? [])],
  };
}

/** The tested targets of each requirement, without those of controls and of probes that failed internally. */
function testedTargets(session: Session): Map<string, Set<string>> {
  const tested = new Map<string, Set<string>>();
  for (const observation of session.observations) {
    const tried = observation.state === 'completed' || observation.phases.length > 0;
    if (observation.role !== 'row' || !tried) continue;
    const text = targetText(observation.target);
    for (const requirement of observation.requirements) {
      const targets = tested.get(requirement) ?? new Set();
      tested.set(requirement, targets.add(text));
    }
  }
  return tested;
}
