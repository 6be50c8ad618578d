/** Criteria of Allowed AMIs in words: what each requires, and which part of it excludes an image. */
import type { CriterionClause, CriterionMiss } from '../../../knowledge/allowed-images/evaluate.ts';
import type { ImageCriterion } from '../../../model/aws/allowed-images-settings.ts';
import { plural, toList } from './wording.ts';

const CLAUSE_WORDS: Readonly<Record<CriterionClause, (criterion: ImageCriterion) => string>> = {
  providers: ({ providers }) => ownerWords(providers ?? []),
  names: ({ names }) => `the name is like ${toList((names ?? []).map(({ pattern }) => pattern))}`,
  'marketplace-codes': ({ marketplaceProductCodes }) => `the Marketplace product is one of ${toList(marketplaceProductCodes ?? [])}`,
  created: ({ maximumDaysSinceCreated }) => `it was created at most ${plural(maximumDaysSinceCreated ?? 0, 'day')} ago`,
  deprecated: ({ maximumDaysSinceDeprecated }) =>
    `it was deprecated at most ${plural(maximumDaysSinceDeprecated ?? 0, 'day')} ago, or not at all`,
  'unknown-parameter': ({ unknown }) => `${toList(unknown)} (this version cannot evaluate that)`,
};

/** The only value whose meaning the AWS documentation leaves open. */
const verifiedProviders = (open: readonly CriterionClause[], { providers }: ImageCriterion) =>
  open.includes('providers') && providers?.includes('amazon') === true
    ? ' The word “amazon” includes verified providers. AWS does not publish the accounts of these providers.'
    : '';

function ownerWords(providers: readonly string[]): string {
  if (providers.includes('none')) return 'it belongs to the account itself';
  return providers.length === 1 ? `the owner is ${providers[0]}` : `the owner is one of ${toList(providers)}`;
}

/** Returns text like `Criterion 2 does not admit the image: it requires that the owner is amazon.` */
export function criterionMissText({ criterion, fails, open }: CriterionMiss, criteria: readonly ImageCriterion[]): string {
  const asked = criteria[criterion];
  if (asked === undefined) return `Criterion ${criterion + 1} does not admit the image.`;
  const words = (clauses: readonly CriterionClause[]) => clauses.map((clause) => CLAUSE_WORDS[clause](asked)).join(', and that ');
  if (fails.length > 0) return `Criterion ${criterion + 1} does not admit the image: it requires that ${words(fails)}.`;
  if (open.length > 0)
    return `Criterion ${criterion + 1} could not be evaluated for the image: it requires that ${words(open)}.${verifiedProviders(open, asked)}`;
  return `Criterion ${criterion + 1} has no condition, so it admits no image.`;
}
