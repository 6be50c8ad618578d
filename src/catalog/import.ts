/**
 * Reads a newer copy of the access requirements and writes the overlay that brings the catalogue up to it: hosts that were renamed,
 * requirements that are gone, requirements that are new. A change that an overlay cannot express (an image, an alias, a NO_PROXY entry) is
 * listed instead.
 */
import { parseAddress } from '../model/address.ts';
import { type CatalogDifference, compareWithDocument, isLabel, requiredFacts, withoutMark } from './compare.ts';
import { type DocumentFact, DocumentIndex } from './document-facts.ts';
import { addedRow, addressRow, freeId, hostOf, mostAlike, remarkedRow, rowsInSameSection } from './imported-row.ts';
import { rowsWithOverlay } from './overlaid.ts';
import { type AddedRow, type ImportedOverlay, type Overlay, parseOverlayFile } from './overlay.ts';
import { ROWS } from './rows.ts';

/** The treatment of one line of the document; `line` is null for a fact that the document no longer has. */
export interface ImportStep {
  line: number | null;
  fact: string;
  did: 'renamed' | 'removed' | 'added' | 'changed' | 'left';
  /** The requirement, or the earlier name. Empty for a line that was not imported. */
  to: string;
}

export interface DocumentImport {
  overlay: ImportedOverlay;
  steps: ImportStep[];
  /** The copy is probably truncated, so its overlay would remove requirements that the document still has. */
  isCutOff: boolean;
}

export function importDocument(markdown: string): DocumentImport {
  const facts = new DocumentIndex(requiredFacts(markdown));
  const steps: ImportStep[] = [];
  const difference = compareWithDocument(markdown, null);
  const replaceHost = renames(facts, difference, steps);
  const overlay: ImportedOverlay = { replaceHost, remove: [], add: [] };
  removeRows(markdown, facts, overlay, steps);
  addRows(markdown, facts, overlay, steps);
  const left = compareWithDocument(markdown, whole(overlay));
  const lineOf = (fact: string) => facts.first.get(fact)?.line ?? null;
  const leftOver = [...left.onlyInDocument, ...left.onlyInCatalogue];
  steps.push(...leftOver.map((fact) => ({ line: lineOf(fact), fact, did: 'left' as const, to: '' })));
  return { overlay, steps, isCutOff: endsEarly(markdown, facts, difference, overlay.remove) };
}

/** The new name of each host that was renamed everywhere, by its old name. */
function renames(
  facts: DocumentIndex,
  { onlyInDocument, onlyInCatalogue }: CatalogDifference,
  steps: ImportStep[],
): Record<string, string> {
  const names: Record<string, string> = {};
  const gone = new Set(onlyInCatalogue);
  for (const fact of onlyInDocument) {
    const found = facts.first.get(fact);
    const candidates = found === undefined ? [] : [...gone].filter((each) => isRenamed(each, found, facts, names));
    // With several candidates it is unknown which is the new name.
    const old = candidates.length === 1 ? candidates[0] : undefined;
    const [before, after] = [hostOf(old ?? ''), hostOf(fact)];
    if (found === undefined || old === undefined || before === null || after === null || (names[before] ?? after) !== after) continue;
    names[before] = after;
    gone.delete(old);
    steps.push({ line: found.line, fact, did: 'renamed', to: before });
  }
  return names;
}

/** The same URL or address with another name, if the old name no longer occurs anywhere. */
function isRenamed(old: string, found: DocumentFact, facts: DocumentIndex, names: Readonly<Record<string, string>>): boolean {
  const [before, after] = [hostOf(old), hostOf(found.fact)];
  if (before === null || after === null || before === after || after.includes('<') !== before.includes('<')) return false;
  if (old.replace(before, '') !== found.fact.replace(after, '')) return false;
  if (facts.names(before) || ROWS.some((row) => row.documented.includes(found.fact))) return false;
  const section = ROWS.find((row) => row.documented.includes(old))?.section;
  if (!rowsInSameSection(found, facts).some((row) => row.section === section)) return false;
  // An equal path shows that the endpoint is the same; a host or address without a path must also be at the same place in the list.
  const isBare = /^(?:https?:\/\/)?$/.test(old.replace(before, ''));
  return !isBare || isInPlaceOf(old, section ?? '', found, facts, names);
}

/** The entry before or after it is the same as in the list, perhaps renamed. */
function isInPlaceOf(
  old: string,
  section: string,
  found: DocumentFact,
  facts: DocumentIndex,
  names: Readonly<Record<string, string>>,
): boolean {
  const listed = ROWS.filter((row) => row.section === section).flatMap(({ documented }) => documented.filter((fact) => !isLabel(fact)));
  const now = (facts.bySection.get(found.section) ?? []).filter((fact) => !isLabel(fact));
  const [was, is] = [listed.indexOf(old), now.indexOf(found.fact)];
  return [-1, 1].some((step) => {
    const [before, after] = [listed[was + step], now[is + step]];
    const renamed = names[hostOf(before ?? '') ?? ''];
    return before === after || (renamed !== undefined && renamed === hostOf(after ?? ''));
  });
}

/** Removes requirements that the document no longer has. A requirement with several addresses keeps those that the document still has. */
function removeRows(markdown: string, facts: DocumentIndex, overlay: ImportedOverlay, steps: ImportStep[]): void {
  const { onlyInDocument, onlyInCatalogue } = compareWithDocument(markdown, whole(overlay));
  const gone = new Set(onlyInCatalogue);
  const unsayable = onlyInDocument.flatMap((fact) => (hostOf(fact) === null ? (facts.first.get(fact) ?? []) : []));
  const areas = new Set(unsayable.flatMap((found) => rowsInSameSection(found, facts).map(({ area }) => area)));
  for (const row of rowsWithOverlay(whole({ replaceHost: overlay.replaceHost }))) {
    const own = row.documented.filter((fact) => !isLabel(fact));
    if (row.origin === 'tool' || !own.some((fact) => gone.has(fact))) continue;
    if (gone.has(row.endpoint) || own.every((fact) => gone.has(fact))) {
      // Kept if an overlay cannot express the new form, because an old requirement is better than none.
      if (hostOf(row.endpoint) === null && areas.has(row.area)) continue;
      overlay.remove.push(row.id);
      steps.push({ line: null, fact: row.endpoint, did: 'removed', to: row.id });
    } else if (own.every((fact) => parseAddress(fact) !== null)) {
      const kept = own.filter((fact) => !gone.has(fact));
      overlay.remove.push(row.id);
      overlay.add.push(addressRow(row.id, row.title, kept, row));
      steps.push(...own.filter((fact) => gone.has(fact)).map((fact) => ({ line: null, fact, did: 'changed' as const, to: row.id })));
    }
  }
}

function addRows(markdown: string, facts: DocumentIndex, overlay: ImportedOverlay, steps: ImportStep[]): void {
  const addresses = new Map<string, AddedRow>();
  const unmarked = new Map(facts.facts.map((each) => [withoutMark(each.fact), each]));
  const removed = new Set(overlay.remove);
  const taken = new Set([...ROWS, ...overlay.add].map(({ id }) => id));
  for (const fact of compareWithDocument(markdown, whole(overlay)).onlyInDocument) {
    const found = facts.first.get(fact) ?? unmarked.get(fact);
    if (found === undefined) continue;
    const marked = ROWS.find((row) => removed.has(row.id) && row.endpoint === withoutMark(fact) && row.documented[0] !== fact);
    const row = marked === undefined ? newRow(fact, found) : remarkedRow(fact, marked);
    if (row === null || (row.udp === undefined && !isValid(row))) continue;
    const step = marked && steps.find((each) => each.did === 'removed' && each.to === marked.id);
    if (step !== undefined) Object.assign(step, { line: found.line, fact, did: 'changed' });
    else steps.push({ line: found.line, fact, did: 'added', to: row.id });
    if (taken.has(row.id) && marked === undefined) continue;
    taken.add(row.id);
    overlay.add.push(row);
  }

  function newRow(fact: string, found: DocumentFact): AddedRow | null {
    const like = mostAlike(fact, rowsInSameSection(found, facts));
    if (like === undefined) return null;
    if (parseAddress(fact) === null) return addedRow(fact, like, taken);
    const gateway = rowsInSameSection(found, facts).find(
      (row) => row.documented.some((each) => parseAddress(each) !== null) && row.area === 'gateway',
    );
    if (gateway === undefined) return null;
    // The addresses below one heading have the same purpose, so they are one requirement.
    const known = addresses.get(found.section) ?? addressRow(freeId(gateway.id, taken), gateway.title, [], gateway);
    addresses.set(found.section, known);
    known.udp?.push(...(addressRow('', '', [fact], gateway).udp ?? []));
    return known;
  }
}

/** A fact may be any text between backticks. If an overlay refuses it, it is listed as not imported. */
function isValid(row: AddedRow): boolean {
  return parseOverlayFile(JSON.stringify({ add: [row] }), new Set()).ok;
}

/** The last two areas of the list are missing, and nothing is new except perhaps a partial line at the end. */
function endsEarly(markdown: string, facts: DocumentIndex, { onlyInDocument }: CatalogDifference, removed: readonly string[]): boolean {
  const lastLine = markdown.trimEnd().split('\n').length;
  const fresh = onlyInDocument.flatMap((fact) => facts.first.get(fact) ?? []);
  const end = ROWS.filter(({ area, origin }) => origin === 'document' && (area === 'ami' || area === 'ssh'));
  return fresh.every(({ line }) => line === lastLine) && end.every(({ id }) => removed.includes(id));
}

const whole = (changes: Partial<ImportedOverlay>): Overlay => ({ replaceHost: {}, remove: [], add: [], sha256: '', ...changes });
