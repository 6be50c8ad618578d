/** Words for the program's own fixed sets of values. */
import { editionFacts } from '../../knowledge/editions.ts';
import { EDITION_WORDS } from '../../knowledge/installation-words.ts';
import type { Owner } from '../../model/finding.ts';
import { FINDINGS, type FindingCode } from '../../model/finding-codes.ts';
import type { Profile } from '../../model/profile.ts';
import { type EditionName, RUNNER_OF_EDITION } from '../../model/profile-words.ts';
import type { CatalogInfo } from '../../model/provenance.ts';
import type { RequirementLevel } from '../../model/requirement.ts';
import type { Vantage } from '../../model/vantage.ts';
import type { UNKNOWN_REASONS, UnknownReason, VerdictWord } from '../../model/verdict.ts';
import { dayText } from './quantity.ts';

/** Shown while only controls run. */
export const CHECKING_NETWORK_TEXT = 'Checking whether it is the network as a whole';
export const RULING_OUT_TEXT = 'Excluding other causes';

export const OWNER_WORDS = {
  you: 'you',
  'network-team': 'network / security team',
  'aws-admin': 'AWS administrator',
  gitpod: 'your Gitpod contact',
} as const satisfies Record<Owner, string>;

export const VANTAGE_WORDS = {
  laptop: 'this laptop',
  runner: 'the runner',
  environment: 'an environment',
} as const satisfies Record<Vantage, string>;

export const VERDICT_WORDS = {
  met: 'met',
  unmet: 'not met',
  unknown: 'inconclusive',
  'not-applicable': 'does not apply',
} as const satisfies Record<VerdictWord, string>;

export const LEVEL_WORDS = {
  required: 'required',
  conditional: 'needed for some set-ups',
  optional: 'optional',
} as const satisfies Record<RequirementLevel, string>;

const REASON_WORDS = {
  'no-reply': 'no answer, which proves nothing by itself',
  'wrong-vantage': 'not needed on this machine; run it where it is needed',
  'needs-credentials': 'needs AWS credentials',
  'needs-input': 'needs an answer from you',
  'needs-consent': 'needs your consent',
  'not-run': 'not measured',
  deadline: 'out of time',
  throttled: 'the service asks for fewer requests',
  'probe-crashed': 'the probe itself crashed',
  'not-calibrated': 'the answer differs from the expected answer, which was not confirmed yet',
  inbound: 'inbound, so it cannot be measured from here; check the rule',
} as const satisfies Record<(typeof UNKNOWN_REASONS)[number], string>;

/** Why a verdict is unknown. */
export function reasonWords(reason: UnknownReason): string {
  if (!reason.startsWith('blocked-by:')) return REASON_WORDS[reason as keyof typeof REASON_WORDS];
  const code = reason.slice('blocked-by:'.length);
  return code in FINDINGS ? `not started: ${FINDINGS[code as FindingCode]}` : 'not started';
}

/** The vantage point, in words. */
export function vantageText(profile: Pick<Profile, 'from' | 'fromIs'>): string {
  return profile.from === null ? 'location unknown' : VANTAGE_WORDS[profile.from];
}

/** The kind of runner, such as `enterprise runner` or `the AWS runner of 2026`; null if it is unknown. */
export function runnerText({ runner }: Pick<Profile, 'runner'>, edition: EditionName | undefined): string | null {
  if (edition !== undefined && RUNNER_OF_EDITION[edition] !== null) return EDITION_WORDS[edition];
  return runner === null ? null : `${runner} runner`;
}

/** Returns `requirements of 23 Nov 2026`, or the name, source and date of a later edition. */
export function requirementsText({ version, edition, editionIs }: CatalogInfo): string {
  if (edition === undefined || editionIs === 'unsure') return `requirements of ${dayText(version)}`;
  const { text, date } = editionFacts(edition).source;
  return `requirements of ${EDITION_WORDS[edition]} (${text}, ${dayText(date)})`;
}
