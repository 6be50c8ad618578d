/** The catalogue against a copy of the document: what stands in one and not in the other, each time it does. */
import { documentFacts } from './document-facts.ts';
import { EXAMPLES } from './examples.ts';
import { overlaid } from './overlaid.ts';
import type { Overlay } from './overlay.ts';

export interface CatalogDifference {
  onlyInDocument: string[];
  onlyInCatalogue: string[];
}

export function compareWithDocument(markdown: string, overlay: Overlay | null): CatalogDifference {
  const documented = documentFacts(markdown).filter((fact) => !EXAMPLES.has(fact));
  const catalogued = overlaid(overlay).flatMap((row) => row.documented);
  return { onlyInDocument: without(documented, catalogued), onlyInCatalogue: without(catalogued, documented) };
}

/** Elements of the first list that the second does not have, or has less often. */
function without(these: string[], those: string[]): string[] {
  const left = new Map<string, number>();
  for (const fact of those) left.set(fact, (left.get(fact) ?? 0) + 1);
  return these.filter((fact) => {
    const count = left.get(fact) ?? 0;
    left.set(fact, count - 1);
    return count <= 0;
  });
}
