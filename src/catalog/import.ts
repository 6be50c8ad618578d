/**
 * Reads a newer copy of the access requirements and writes the overlay that updates the catalogue: renamed hosts, removed rows, new rows.
 * What an overlay cannot express (an image, a NO_PROXY entry, a path with a wildcard) is listed instead.
 */
import { parseAddress } from '../model/address.ts';
import { bareHost } from '../model/target.ts';
import { compareWithDocument, requiredFacts } from './compare.ts';
import type { DocumentFact } from './document-facts.ts';
import { GATEWAY_UDP_PORT } from './gateway.ts';
import { rowsWithOverlay } from './overlaid.ts';
import type { Overlay } from './overlay.ts';
import type { Row } from './row.ts';
import { ROWS } from './rows.ts';

export type ImportedOverlay = Pick<Overlay, 'replaceHost' | 'remove' | 'add'>;

/** What the import did with one line of the document. `line` is null for a fact that the document no longer has. */
export interface ImportStep {
  line: number | null;
  fact: string;
  did: 'renamed' | 'removed' | 'added' | 'left';
  /** The row, or the earlier name in the document. Empty for a line that an overlay cannot express. */
  to: string;
}

export interface DocumentImport {
  overlay: ImportedOverlay;
  steps: ImportStep[];
}

export function importDocument(markdown: string): DocumentImport {
  const facts = requiredFacts(markdown);
  // The first mention of each fact.
  const mentions = new Map(facts.toReversed().map((each) => [each.fact, each]));
  const steps: ImportStep[] = [];
  const replaceHost = renames(mentions, compareWithDocument(markdown, null), steps);
  const overlay: ImportedOverlay = { replaceHost, remove: [], add: [] };

  const gone = new Set(differenceWith(markdown, { replaceHost }).onlyInCatalogue);
  for (const row of rowsWithOverlay(whole({ replaceHost }))) {
    // A row with several addresses stays while the document has one of them. The missing ones are listed.
    const isGone = gone.has(row.endpoint) || (row.documented.length > 0 && row.documented.every((fact) => gone.has(fact)));
    if (row.origin === 'tool' || !isGone) continue;
    overlay.remove.push(row.id);
    steps.push({ line: null, fact: row.endpoint, did: 'removed', to: row.id });
  }
  for (const fact of differenceWith(markdown, overlay).onlyInDocument) {
    const found = mentions.get(fact);
    const row = found === undefined ? null : addedRow(found, overlay.add);
    if (found === undefined || row === null) continue;
    overlay.add.push(row);
    steps.push({ line: found.line, fact, did: 'added', to: row.id });
  }
  const left = differenceWith(markdown, overlay);
  const added = new Set(steps.map(({ fact }) => fact));
  const undone = [...left.onlyInDocument, ...left.onlyInCatalogue].filter((fact) => !added.has(fact));
  // A row that an overlay adds for a wildcard has an invented host, which is not in the document.
  const ofRows = new Set(overlay.add.flatMap(({ url, udp }) => [url ?? [], udp ?? []].flat()));
  steps.push(
    ...undone
      .filter((fact) => !ofRows.has(fact))
      .map((fact) => ({ line: mentions.get(fact)?.line ?? null, fact, did: 'left' as const, to: '' })),
  );
  return { overlay, steps };
}

/** The new name of each host that was renamed everywhere, by the old name. */
function renames(
  mentions: ReadonlyMap<string, DocumentFact>,
  { onlyInDocument, onlyInCatalogue }: ReturnType<typeof compareWithDocument>,
  steps: ImportStep[],
): Record<string, string> {
  const names: Record<string, string> = {};
  const gone = new Set(onlyInCatalogue);
  for (const fact of onlyInDocument) {
    const found = mentions.get(fact);
    const candidates = found === undefined ? [] : [...gone].filter((each) => isRenamed(each, found, mentions));
    // With several new names, any could be meant. Several addresses, however, may replace one.
    const old = candidates.length === 1 || parseAddress(fact) !== null ? candidates[0] : undefined;
    const [before, after] = [hostOf(old ?? ''), hostOf(fact)];
    if (found === undefined || old === undefined || before === null || after === null || (names[before] ?? after) !== after) continue;
    names[before] = after;
    gone.delete(old);
    steps.push({ line: found.line, fact, did: 'renamed', to: before });
  }
  return names;
}

const whole = (changes: Partial<ImportedOverlay>): Overlay => ({ replaceHost: {}, remove: [], add: [], sha256: '', ...changes });

const differenceWith = (markdown: string, changes: Partial<ImportedOverlay>) => compareWithDocument(markdown, whole(changes));

/** The same URL or address below another name, if the old name occurs nowhere any more. */
function isRenamed(old: string, { fact, section }: DocumentFact, mentions: ReadonlyMap<string, DocumentFact>): boolean {
  const [before, after] = [hostOf(old), hostOf(fact)];
  if (before === null || after === null || before === after) return false;
  if (shapeOf(old, before) !== shapeOf(fact, after) || rowOf(old)?.section !== section) return false;
  return ![...mentions.keys()].some((each) => each.includes(before)) && !ROWS.some((row) => row.documented.includes(fact));
}

const shapeOf = (fact: string, host: string) => fact.replace(host, '');

const rowOf = (fact: string): Row | undefined => ROWS.find((row) => row.documented.includes(fact));

/** The host of a URL without its wildcard, or an address; null for other facts. */
function hostOf(fact: string): string | null {
  if (parseAddress(fact) !== null) return fact;
  const host = /^https?:\/\/(?:\*\.)?([^/:\s*<>]+)/.exec(fact)?.[1];
  return host === undefined ? null : bareHost(host);
}

/** Null for a fact that no row of an overlay can hold. */
function addedRow({ fact, section }: DocumentFact, add: ImportedOverlay['add']): ImportedOverlay['add'][number] | null {
  const host = hostOf(fact);
  const beside = ROWS.find((row) => row.section === section) ?? ROWS.find((row) => row.section.startsWith(section) && section !== '');
  if (host === null || beside === undefined) return null;
  const id = freeId(`${beside.area}.${slug(fact)}`, add);
  const common = { id, from: beside.neededFrom, consumer: beside.consumer, title: fact };
  if (parseAddress(fact) !== null) return beside.area === 'gateway' ? { ...common, udp: [`${fact}:${GATEWAY_UDP_PORT}`] } : null;
  // We can invent a name for a wildcard, but not complete a path with one.
  const url = fact.replace(/\s.*$/, '').replace('://*.', '://gitpod-doctor.');
  if (url.includes('*')) return null;
  return { ...common, url, ...(/\(optional\)/i.test(fact) ? { level: 'optional' as const } : {}) };
}

function slug(fact: string): string {
  const words = fact
    .replace(/^https?:\/\//, '')
    .replace(/\s.*$/, '')
    .toLowerCase();
  return words
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
}

function freeId(id: string, added: ImportedOverlay['add']): string {
  const taken = new Set([...ROWS, ...added].map((row) => row.id));
  for (let number = 2; ; number += 1) {
    if (!taken.has(id)) return id;
    id = `${id.replace(/-\d+$/, '')}-${number}`;
  }
}
