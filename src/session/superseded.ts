/** Finds rows with different targets in a new profile. Their measurements no longer apply. */
import type { Requirement } from '../model/requirement.ts';
import { sortedJson } from '../model/sorted-json.ts';

/** Ids of rows that are gone or have other targets. */
export function supersededRows(before: readonly Requirement[], after: readonly Requirement[]): ReadonlySet<string> {
  const aims = new Map(after.map((row) => [row.id, aim(row)]));
  return new Set(before.filter((row) => aims.get(row.id) !== aim(row)).map((row) => row.id));
}

/** The request serves superseded rows and no others. */
export function servesOnly(rows: ReadonlySet<string>, { requirements }: { requirements: readonly string[] }): boolean {
  return requirements.length > 0 && requirements.every((id) => rows.has(id));
}

function aim({ targets, discovery, proof, consumer }: Requirement): string {
  return sortedJson([targets, discovery, proof, consumer]);
}
