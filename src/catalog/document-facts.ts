/**
 * The facts in a copy of the access requirements ("the document"), in its order: URLs with their marks, addresses, ports, images with
 * owners, aliases, NO_PROXY entries, and the lines that ask for the customer's own URLs. A change of prose does not matter, a change of a
 * fact does. A fact stated three times is listed three times, so that a change to one of them is noticed.
 */

export interface DocumentFact {
  fact: string;
  /** Counted from 1. */
  line: number;
  /** The headings above it, joined by ` › `, without the page's title. */
  section: string;
}

/** The facts of a document for look-up, because a page may have a hundred thousand of them. */
export class DocumentIndex {
  readonly facts: readonly DocumentFact[];
  /** The first mention of each fact. */
  readonly first: ReadonlyMap<string, DocumentFact>;
  readonly bySection: ReadonlyMap<string, readonly string[]>;
  readonly #text: string;

  constructor(facts: readonly DocumentFact[]) {
    this.facts = facts;
    this.first = new Map(facts.toReversed().map((each) => [each.fact, each]));
    this.bySection = new Map([...Map.groupBy(facts, ({ section }) => section)].map(([name, of]) => [name, of.map(({ fact }) => fact)]));
    this.#text = [...this.first.keys()].join('\n');
  }

  names(host: string): boolean {
    return this.#text.includes(host);
  }
}

export function factsByLine(markdown: string): DocumentFact[] {
  const facts: DocumentFact[] = [];
  const headings: string[] = [];
  let fenced = false;
  for (const [index, raw] of markdown.slice(0, MAX_DOCUMENT_LENGTH).split(/\r?\n/).entries()) {
    const line = raw.slice(0, MAX_LINE_LENGTH).replace(/\\([_*<>`|\\])/g, '$1');
    if (/^\s*(```|~~~)/.test(line)) {
      fenced = !fenced;
      continue;
    }
    const heading = fenced ? null : /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    if (heading !== null) headings.splice((heading[1] ?? '#').length - 1, headings.length, heading[2] ?? '');
    const section = headings.slice(1).filter(Boolean).join(' › ');
    for (const fact of fenced ? commandFacts(line) : proseFacts(line)) facts.push({ fact, line: index + 1, section });
  }
  return facts;
}

/** The document has eight thousand characters, so a much longer file is something else. */
const MAX_DOCUMENT_LENGTH = 2_000_000;
const MAX_LINE_LENGTH = 4_000;

/** `aws ec2 describe-images --owners 149721548608 --filters "Name=name,Values=bottlerocket-*"` */
function commandFacts(line: string): string[] {
  if (line.trimStart().startsWith('#')) return [];
  const owner = /--owners?\s+["']?(\d{12})/.exec(line)?.[1];
  const image = /Values=["']?([^"'\s,]+)/.exec(line)?.[1];
  if (owner !== undefined && image !== undefined) return [`${image} owned by ${owner}`];
  return bareFacts(line);
}

function proseFacts(line: string): string[] {
  const cells = tableCells(line);
  if (cells !== null) return rowFacts(cells);
  const bullet = /^\s*(?:[*+-]|\d+[.)])\s+(.*)$/.exec(line)?.[1];
  const found = [...portFacts(line), ...spanFacts(line, bullet !== undefined)];
  if (found.length > 0) return found;
  // "GitHub, GitLab, Bitbucket URLs": endpoints whose URLs only the customer knows.
  return bullet !== undefined && /\bURLs?\b/.test(bullet) ? [plain(bullet)] : [];
}

/** "HTTPS (Port 8443)" in a label, "HTTP (80)" in a list of properties. */
function portFacts(line: string): string[] {
  const match = /\b(HTTPS?|TCP|UDP)\b[*:\s]*\((Port\s+)?(\d{1,5})\)/i.exec(line);
  return match === null ? [] : [`${match[1]} (${match[2] === undefined ? '' : 'Port '}${match[3]})`];
}

/** Code spans with an endpoint, and the mark after them. The same endpoints may occur without backticks. */
function spanFacts(line: string, inBullet: boolean): string[] {
  const facts: string[] = [];
  const spans = /`+([^`]+)`+\s*(\([^()`]{1,60}\))?/g;
  for (const [, span = '', mark] of line.matchAll(spans)) {
    const text = span.trim();
    if (!isNetworkFact(text)) continue;
    const fact = normalUrl(text);
    facts.push(inBullet && mark !== undefined ? `${fact} ${mark}` : fact);
  }
  return [...facts, ...bareFacts(line.replace(spans, ' '))];
}

/** URLs, addresses and account ids outside code spans. */
function bareFacts(line: string): string[] {
  const found = line.match(/https?:\/\/[^\s`"'()|[\]]+|(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?:\/\d+|:\d+)?(?![\w.-])|(?<!\w)\d{12}(?!\w)/gi);
  return (found ?? []).map((text) => normalUrl(withoutPunctuation(text)));
}

/** The end of a sentence, and the bracket of `<https://…>`, which are no part of the URL. The bracket of a placeholder is part of it. */
function withoutPunctuation(text: string): string {
  const url = text.replace(/[.,;:!?]+$/, '');
  return url.endsWith('>') && url.lastIndexOf('<') < 0 ? url.slice(0, -1) : url;
}

/** One spelling of a URL: scheme and host in lower case, without the port of the scheme and without the slash of an empty path. */
function normalUrl(text: string): string {
  return text
    .replace(/^https?:\/\/[^/]*/i, (origin) => origin.toLowerCase())
    .replace(/^(https:\/\/[^/]+):443(?=\/|$)|^(http:\/\/[^/]+):80(?=\/|$)/, (_, secure?: string, plain?: string) => secure ?? plain ?? '')
    .replace(/^(https?:\/\/[^/]+)\/$/, '$1');
}

function isNetworkFact(span: string): boolean {
  return span.includes('://') || /^\d{12}$/.test(span) || IS_HOST.test(span) || /^[0-9a-f:]+:[0-9a-f:]*(\/\d+)?$/i.test(span);
}

/** A host, suffix, pattern or address with a dot, a port or a prefix length; it may contain placeholders. */
const IS_HOST = /^(\*?\.)?[a-z0-9_<>*-]+(\.[a-z0-9_<>*-]+)+(:\d+|\/\d+)?$|^\.[a-z0-9-]+$/i;

/** Name and owner of an image. The other columns only describe it. */
function rowFacts(cells: string[]): string[] {
  const owner = cells.find((cell) => /^`?\d{12}`?$/.test(cell));
  const name = cells[0];
  if (owner === undefined || name === undefined) return cells.flatMap((cell) => spanFacts(cell, false));
  return [`${plain(name)} owned by ${plain(owner)}`];
}

function tableCells(line: string): string[] | null {
  const trimmed = line.trim();
  if (!trimmed.startsWith('|') || /^[|\s:-]+$/.test(trimmed)) return null;
  return trimmed
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

function plain(text: string): string {
  return text.replace(/\*\*|`/g, '').trim();
}
