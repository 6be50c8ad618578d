/** Compares the catalogue with a copy of the access requirements ("the document"), and lists the facts that only one of them has. */
import { type DocumentFact, DocumentIndex, factsByLine } from './document-facts.ts';
import { rowsWithOverlay } from './overlaid.ts';
import type { Overlay } from './overlay.ts';
import { ROWS } from './rows.ts';

/** Names that the document uses only in explanations, so no firewall needs them. */
const EXAMPLES: ReadonlySet<string> = new Set(['ec2-18-184-202-80.region.compute.amazonaws.com', 'abc123.gitpod.remote']);

/** The facts of a copy of the document, without those that only explain something. */
export function requiredFacts(markdown: string): DocumentFact[] {
  return factsByLine(markdown).filter(({ fact }) => !EXAMPLES.has(fact));
}

export interface CatalogDifference {
  onlyInDocument: string[];
  onlyInCatalogue: string[];
}

export function compareWithDocument(markdown: string, overlay: Overlay | null): CatalogDifference {
  const rows = rowsWithOverlay(overlay);
  // The document marks an optional endpoint in its text, and an overlay by the level of the requirement.
  const unmarked = new Set(rows.flatMap((row) => (row.origin === 'overlay' ? row.documented : [])));
  const documented = requiredFacts(markdown).map(({ fact }) => (unmarked.has(withoutMark(fact)) ? withoutMark(fact) : fact));
  const catalogued = rows.flatMap((row) => row.documented);
  const known = new Set([...catalogued, ...LABELS]);
  return {
    // The document may mention a known endpoint again, for example in prose.
    onlyInDocument: [...new Set(documented)].filter((fact) => !known.has(fact)),
    onlyInCatalogue: missingFrom(documented, catalogued),
  };
}

/** The difference as a diff by heading: `-` with the requirement that has the fact, `+` with the line of the document. */
export function documentDiff(markdown: string, overlay: Overlay | null): string[] {
  const { onlyInDocument, onlyInCatalogue } = compareWithDocument(markdown, overlay);
  const rows = rowsWithOverlay(overlay);
  const { first } = new DocumentIndex(requiredFacts(markdown));
  const gone = onlyInCatalogue.map((fact) => {
    const row = rows.find(({ documented }) => documented.includes(fact));
    return { section: row?.section ?? '', line: `- ${fact}  (${row?.id ?? ''})` };
  });
  const fresh = onlyInDocument.map((fact) => ({
    section: first.get(fact)?.section ?? '',
    line: `+ ${fact}  (line ${first.get(fact)?.line ?? ''})`,
  }));
  const sections = Map.groupBy([...gone, ...fresh], ({ section }) => section);
  return [...sections].flatMap(([section, changes]) => [`@@ ${section}`, ...changes.map(({ line }) => line)]);
}

/** The endpoint of `https://… (optional)`. */
export const withoutMark = (fact: string) => (fact.includes('://') ? fact.replace(/\s.*$/, '') : fact);

/** A label such as "HTTPS (Port 8443)" applies to several endpoints, so it is kept as long as one of them is. */
export const isLabel = (fact: string) => /^(?:HTTPS?|TCP|UDP) \(/.test(fact);
const LABELS = ROWS.flatMap((row) => row.documented.filter(isLabel));

/** Facts that the document no longer states. A fact that occurs several times (an image's owner) is also listed if it occurs less often. */
function missingFrom(documented: readonly string[], catalogued: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const fact of documented) left.set(fact, (left.get(fact) ?? 0) + 1);
  return catalogued.filter((fact) => {
    const count = left.get(fact) ?? 0;
    left.set(fact, count - 1);
    return count <= 0;
  });
}
