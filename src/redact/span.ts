/** Detectors mark spans of the original text; all are resolved together and the text is rewritten once. */

/** The rule that found a span, for the summary; also the word in a secret's token. */
export type SecretRule = 'seed' | 'login' | 'authorization' | 'cookie' | 'value' | 'token' | 'jwt' | 'aws-key' | 'private-key' | 'query';
export type IdentifierRule = 'host' | 'address' | 'url' | 'path' | 'user' | 'account' | 'organisation' | 'resource';
export type RuleName = SecretRule | IdentifierRule;

export interface Span {
  start: number;
  end: number;
  rule: RuleName;
  secret: boolean;
  replacement: string;
}

/** The token for a secret found by a pattern. It reveals nothing about the value, not even its length. */
export function redactionToken(rule: Exclude<SecretRule, 'seed'>): string {
  return `REDACTED-${rule}`;
}

/** Our own tokens, which no rule mistakes for a secret. Known secrets have a number: `REDACTED-1`. */
const TOKEN = 'REDACTED-(?:\\d{1,4}|login|authorization|cookie|value|token|jwt|aws-key|private-key|query)';
const WHOLE = new RegExp(`^${TOKEN}$`);
const BEGINNING = new RegExp(`^["'\`\\\\]{0,4}${TOKEN}(?![A-Za-z0-9])`);

export function isRedacted(text: string): boolean {
  return text.startsWith('REDACTED-') && WHOLE.test(text);
}

export function startsRedacted(text: string): boolean {
  return BEGINNING.test(text);
}

export function secretSpan(start: number, end: number, rule: Exclude<SecretRule, 'seed'>): Span {
  return { start, end, rule, secret: true, replacement: redactionToken(rule) };
}

/**
 * Secrets win over identifiers, longer spans over shorter, earlier over later. Overlapping secrets are merged into one span, so that no
 * part of either remains; an identifier that overlaps another span is left to the next pass.
 */
export function resolveOverlaps(spans: Span[]): Span[] {
  if (spans.length < 2) return spans;
  const taken = new Set<Span>();
  const places = new Map<number, Set<Span>>();
  const enter = (span: Span) => {
    taken.add(span);
    for (const place of placesOf(span)) places.set(place, (places.get(place) ?? new Set()).add(span));
  };
  for (const span of [...spans].sort(byStrength)) {
    const near = new Set(placesOf(span).flatMap((place) => [...(places.get(place) ?? [])]));
    const overlapping = [...near].filter((other) => other.start < span.end && span.start < other.end);
    if (overlapping.length === 0) enter({ ...span });
    else if (span.secret) {
      for (const other of overlapping) {
        taken.delete(other);
        for (const place of placesOf(other)) places.get(place)?.delete(other);
      }
      const [first = span] = overlapping.sort(byStrength);
      const all = [span, ...overlapping];
      enter({
        ...first,
        start: all.reduce((least, { start }) => Math.min(least, start), span.start),
        end: all.reduce((most, { end }) => Math.max(most, end), span.end),
      });
    }
  }
  return [...taken].sort((a, b) => a.start - b.start);
}

/** The numbers of the 64-character blocks that a span touches. Only spans with a common block are compared. */
function placesOf({ start, end }: Span): number[] {
  const first = start >> 6;
  return Array.from({ length: ((end - 1) >> 6) - first + 1 }, (_, index) => first + index);
}

export function rewriteSpans(text: string, spans: readonly Span[]): string {
  let result = '';
  let at = 0;
  for (const span of spans) {
    result += text.slice(at, span.start) + span.replacement;
    at = span.end;
  }
  return result + text.slice(at);
}

function byStrength(a: Span, b: Span): number {
  return Number(b.secret) - Number(a.secret) || b.end - b.start - (a.end - a.start) || a.start - b.start;
}
