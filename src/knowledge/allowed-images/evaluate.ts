/** Evaluates Allowed AMIs criteria (EC2 User Guide). Three-valued, because only public facts are known about a hidden image. */

import type { ImageCriterion, ImageNamePattern, ImageProvider } from '../../model/aws/allowed-images-settings.ts';
import { isPseudonym } from '../../model/masked.ts';
import { matchesName } from './name-patterns.ts';
import type { ImageTraits } from './traits.ts';

export const CRITERION_CLAUSES = ['providers', 'names', 'marketplace-codes', 'created', 'deprecated', 'unknown-parameter'] as const;
export type CriterionClause = (typeof CRITERION_CLAUSES)[number];

/** A criterion that does not admit the image: the clauses that exclude the image, and the inconclusive clauses. */
export interface CriterionMiss {
  /** Position in the list of criteria, from 0. */
  criterion: number;
  fails: readonly CriterionClause[];
  open: readonly CriterionClause[];
}

export type Evaluation =
  | { outcome: 'allowed'; criterion: number }
  /** Every criterion has an excluding clause, and the criterion with the fewest comes first. Empty if there are no criteria. */
  | { outcome: 'hidden'; misses: readonly CriterionMiss[] }
  /** No criterion certainly admits the image, but those in `open` may. They list their inconclusive clauses. */
  | { outcome: 'cannot-evaluate'; open: readonly CriterionMiss[]; misses: readonly CriterionMiss[] };

type Answer = 'pass' | 'fail' | 'unknown';

const DAY_MS = 86_400_000;

/** `now` is the time when the settings were read (RFC 3339). */
export function evaluateCriteria(criteria: readonly ImageCriterion[], image: ImageTraits, now: string): Evaluation {
  const misses: CriterionMiss[] = [];
  for (const [criterion, each] of criteria.entries()) {
    const answers = judge(each, image, Date.parse(now));
    const fails = CRITERION_CLAUSES.filter((clause) => answers[clause] === 'fail');
    const open = CRITERION_CLAUSES.filter((clause) => answers[clause] === 'unknown');
    if (fails.length + open.length === 0 && !statesNothing(each)) return { outcome: 'allowed', criterion };
    misses.push({ criterion, fails, open });
  }
  const isOpen = ({ criterion, fails }: CriterionMiss) => fails.length === 0 && !statesNothing(criteria[criterion]);
  const nearest = misses.toSorted((a, b) => a.fails.length - b.fails.length || a.open.length - b.open.length || a.criterion - b.criterion);
  const open = nearest.filter(isOpen);
  const rest = nearest.filter((miss) => !isOpen(miss));
  return open.length > 0 ? { outcome: 'cannot-evaluate', open, misses: rest } : { outcome: 'hidden', misses: rest };
}

/** A criterion without parameters. AWS does not document what it means, so it admits nothing here. */
function statesNothing(criterion: ImageCriterion | undefined): boolean {
  if (criterion === undefined) return true;
  const { providers, names, marketplaceProductCodes, maximumDaysSinceCreated, maximumDaysSinceDeprecated, unknown } = criterion;
  const stated = [providers, names, marketplaceProductCodes, maximumDaysSinceCreated, maximumDaysSinceDeprecated];
  return stated.every((value) => value === null) && unknown.length === 0;
}

function judge(criterion: ImageCriterion, image: ImageTraits, nowMs: number): Record<CriterionClause, Answer> {
  const { providers, names, marketplaceProductCodes: codes, maximumDaysSinceCreated, maximumDaysSinceDeprecated } = criterion;
  return {
    providers: providers === null ? 'pass' : anyOf(providers.map((provider) => providerAnswer(provider, image))),
    names: names === null ? 'pass' : anyOf(names.map((pattern) => nameAnswer(pattern, image))),
    'marketplace-codes': codes === null ? 'pass' : codesAnswer(codes, image),
    created: maximumDaysSinceCreated === null ? 'pass' : createdAnswer(maximumDaysSinceCreated, image, nowMs),
    deprecated: maximumDaysSinceDeprecated === null ? 'pass' : deprecatedAnswer(maximumDaysSinceDeprecated, image, nowMs),
    'unknown-parameter': criterion.unknown.length === 0 ? 'pass' : 'unknown',
  };
}

/** Values of one parameter are alternatives; a parameter without values admits nothing. */
function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes('pass')) return 'pass';
  return answers.includes('unknown') ? 'unknown' : 'fail';
}

function providerAnswer(provider: ImageProvider, { owner, group, isPerhapsAmazon }: ImageTraits): Answer {
  switch (provider) {
    case 'none':
      return 'fail';
    case 'amazon':
    case 'aws-marketplace':
    case 'aws-backup-vault':
      if (group !== undefined) return group === provider ? 'pass' : 'fail';
      return isPerhapsAmazon === true && provider !== 'amazon' ? 'fail' : 'unknown';
    default:
      if (owner === undefined) return 'unknown';
      return owner === provider ? 'pass' : 'fail';
  }
}

function nameAnswer({ pattern, covers, overlaps }: ImageNamePattern, { name, requiredName }: ImageTraits): Answer {
  if (requiredName !== undefined) {
    if (covers.includes(requiredName)) return 'pass';
    if (!overlaps.includes(requiredName)) return 'fail';
  }
  // In a bundle names are pseudonyms, which match no pattern.
  if (name === undefined || isPseudonym(name) || isPseudonym(pattern)) return 'unknown';
  return matchesName(pattern, name) ? 'pass' : 'fail';
}

function codesAnswer(codes: readonly string[], { marketplaceProductCodes }: ImageTraits): Answer {
  if (marketplaceProductCodes === undefined) return 'unknown';
  return marketplaceProductCodes.some((code) => codes.includes(code)) ? 'pass' : 'fail';
}

function createdAnswer(most: number, { createdAt, createdBefore }: ImageTraits, nowMs: number): Answer {
  const isTooOld = (instant: string) => nowMs - Date.parse(instant) > most * DAY_MS;
  if (createdAt !== undefined) return isTooOld(createdAt) ? 'fail' : 'pass';
  return createdBefore !== undefined && isTooOld(createdBefore) ? 'fail' : 'unknown';
}

function deprecatedAnswer(most: number, { deprecatedAt }: ImageTraits, nowMs: number): Answer {
  if (deprecatedAt === undefined) return 'unknown';
  return deprecatedAt === null || nowMs - Date.parse(deprecatedAt) <= most * DAY_MS ? 'pass' : 'fail';
}
