/** Compares the catalogue with a copy of the access requirements ("the document"), and lists the facts that only one of them has. */
import { type DocumentFact, factsByLine } from './document-facts.ts';
import { rowsWithOverlay } from './overlaid.ts';
import type { Overlay } from './overlay.ts';

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
  const documented = requiredFacts(markdown).map(({ fact }) => fact);
  const catalogued = rowsWithOverlay(overlay).flatMap((row) => row.documented);
  const known = new Set(catalogued);
  return {
    // The document may mention a known endpoint again, for example in prose.
    onlyInDocument: [...new Set(documented)].filter((fact) => !known.has(fact)),
    onlyInCatalogue: missingFrom(documented, catalogued),
  };
}

/** Facts that the document no longer states. A fact that occurs several times (an image's owner) also counts if it occurs less often. */
function missingFrom(documented: readonly string[], catalogued: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const fact of documented) left.set(fact, (left.get(fact) ?? 0) + 1);
  return catalogued.filter((fact) => {
    const count = left.get(fact) ?? 0;
    left.set(fact, count - 1);
    return count <= 0;
  });
}
