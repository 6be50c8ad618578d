/**
 * The requirements whose targets are the same for every customer, and how the catalogue spells those targets. Targets that the user names
 * (a provider, a runner's domain, an account's registry) have no such spelling. A server without TLS has none either, because its answer
 * proves nothing.
 */
import type { Profile } from '../model/profile.ts';
import { type Target, targetText } from '../model/target.ts';
import { spellingOf } from './calibrated.ts';
import { requirementOfRow } from './concrete.ts';
import { editionOf } from './editions/index.ts';
import type { Row } from './row.ts';

/** The spelling of a target of this requirement; null if it has none. */
export type PublishedSpelling = (row: string, target: Target) => string | null;

export function publishedSpelling(profile: Profile): PublishedSpelling {
  const rows = new Map(
    editionOf(profile.edition).rows.map((row) => [row.id, { known: spellings(row, profile), template: row.discovery?.template }]),
  );
  return (row, target) => {
    const text = targetText(target);
    const { known, template } = rows.get(row) ?? {};
    const spelling = known?.get(text);
    if (spelling !== undefined || template === undefined) return spelling ?? null;
    const [before = '', after = ''] = template.split('{}');
    return text.startsWith(before) && text.endsWith(after) ? template : null;
  };
}

function spellings(row: Row, profile: Profile): ReadonlyMap<string, string> {
  const pairs = row.targets.flatMap((template) => {
    const spelling = row.origin === 'document' ? spellingOf(template) : null;
    if (spelling === null) return [];
    return requirementOfRow({ ...row, targets: [template] }, profile).targets.map(({ target }) => [targetText(target), spelling] as const);
  });
  return new Map(pairs);
}
