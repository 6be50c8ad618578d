/** All details of one row: its phases, answers and the text of the access requirements about it. */

import { detailLines, type EvidenceLine, findingEvidence } from '../../documents/evidence/evidence.ts';
import { imageCommandLines } from '../../documents/evidence/image-commands.ts';
import { lookAlikes } from '../../documents/finding/explanation.ts';
import { presentResult } from '../../documents/finding/finding.ts';
import { findingStatus } from '../../documents/finding/finding-context.ts';
import { SECTION_HEADINGS } from '../../documents/finding/finding-section.ts';
import type { Row } from '../../documents/rows/rows.ts';
import { timeOfDay } from '../../documents/words/quantity.ts';
import { createSay, joined } from '../../documents/words/say.ts';
import { LEVEL_WORDS, reasonWords, VANTAGE_WORDS, VERDICT_WORDS } from '../../documents/words/words.ts';
import { finalObservation } from '../../knowledge/measurements/retries.ts';
import type { Finding } from '../../model/finding.ts';
import type { Requirement } from '../../model/requirement.ts';
import { type Block, section } from '../../render/block.ts';
import type { StatusWord } from '../../render/status-words.ts';
import type { PresenterInput } from './input.ts';
import { runningLines } from './step.ts';

export interface DetailModel {
  /** The heading of the evidence: `Row 4  UDP 4242  35.171.240.32`. */
  title: string;
  status: StatusWord;
  /** The fixes, reasons and proofs of a finding, above the measurements. */
  said: readonly Block[];
  lines: EvidenceLine[];
  /** The row that the key `r` measures again; null for the evidence of a finding. */
  requirement: string | null;
  /** The running observation, which the key `x` cancels; null if none is running. */
  running: string | null;
}

export function presentFindingDetail(finding: Finding, input: PresenterInput): DetailModel {
  const { session, diagnosis, mask } = input;
  return {
    title: createSay(mask)`${finding.title}`,
    status: findingStatus(finding, diagnosis),
    said: [...presentResult(finding, input).said, ...lookAlikes(finding.code), section(SECTION_HEADINGS.measured, [])],
    lines: findingEvidence(finding, session, mask),
    requirement: null,
    running: null,
  };
}

export function presentDetail(row: Row, input: PresenterInput): DetailModel {
  const { session, diagnosis, mask } = input;
  const observation = finalObservation(row.observation, session.observations);
  const requirement = session.requirements.find(({ id }) => id === row.requirement);
  const verdict = diagnosis.verdicts.find((candidate) => candidate.requirement === row.requirement);
  const say = createSay(mask);
  const seen: EvidenceLine[] =
    observation === undefined
      ? row.running
        ? [{ label: 'seen', text: 'nothing yet: the probe is running' }, ...runningLines(row, input)]
        : [{ label: 'seen', text: 'nothing: this row was not measured' }]
      : [{ label: 'seen', text: timeOfDay(observation.startedAt) }, ...detailLines(observation, mask)];
  const outcome =
    verdict === undefined
      ? []
      : [{ label: 'verdict', text: VERDICT_WORDS[verdict.verdict] + (verdict.reason === null ? '' : `: ${reasonWords(verdict.reason)}`) }];
  const explained = diagnosis.findings
    .filter(({ observations }) => row.observation !== null && observations.includes(row.observation))
    .map((finding) => ({ label: 'finding', text: say`${finding.code} ${finding.title}` }));
  return {
    title: joined('  ', [`Row ${row.number}`, row.what, row.target]),
    status: row.status,
    said: [],
    requirement: row.requirement,
    running: row.running ? row.observation : null,
    lines: [
      ...seen,
      ...outcome,
      ...explained,
      ...imageCommandLines(row.requirement, input),
      ...(requirement === undefined ? [] : documentLines(requirement, input)),
    ],
  };
}

function documentLines(requirement: Requirement, input: PresenterInput): EvidenceLine[] {
  const needed = requirement.neededFrom.map((vantage) => VANTAGE_WORDS[vantage]).join(', ');
  return [
    { label: 'document', text: requirement.section },
    { label: 'endpoint', text: input.mask(requirement.endpoint) },
    { label: 'needed', text: `${LEVEL_WORDS[requirement.level]}; from ${needed === '' ? 'anywhere' : needed}; by ${requirement.consumer}` },
    { label: 'row', text: requirement.id },
  ];
}
