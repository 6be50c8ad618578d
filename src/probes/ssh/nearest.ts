/** Finds the section that an alias almost matches, and the difference. Pure functions. */
import { type AliasSection, generationOf, type NearestPattern } from '../../model/ssh/index.ts';
import { hostMatches } from './glob.ts';

type Candidate = { pattern: string; section: AliasSection };

/** Null if no section is similar. `hostname`: the client's result; a section for it is an alias of an alias, which Host lines ignore. */
export function findNearestPattern(typed: string, hostname: string | null, sections: readonly AliasSection[]): NearestPattern | null {
  const candidates = sections.flatMap((section) => section.patterns.map((pattern) => ({ pattern, section })));
  // The alias is right but its section is not read, so no other section is suggested.
  if (candidates.some(({ pattern }) => hostMatches(typed, pattern))) return null;
  return (
    (hostname !== null && hostname.toLowerCase() !== typed.toLowerCase() ? found(hostname, candidates, 'alias-of-alias', null) : null) ??
    byChange(typed, candidates) ??
    bySpelling(typed, candidates)
  );
}

/** A small change after which the pattern matches. */
function byChange(typed: string, candidates: readonly Candidate[]): NearestPattern | null {
  const bare = typed.replace(/\.+$/, '');
  if (bare !== typed) {
    const hit = found(bare, candidates, 'trailing-dot', bare);
    if (hit !== null) return hit;
  }
  for (const { pattern, section } of candidates) {
    if (hostMatches(typed.toLowerCase(), pattern.toLowerCase())) {
      const meant = pattern.toLowerCase() === pattern ? typed.toLowerCase() : isWild(pattern) ? null : pattern;
      return { pattern, place: section.place, differsBy: 'case', meant };
    }
  }
  if (typed.includes('.')) return null;
  for (const { pattern, section } of candidates) {
    const [, domain] = /^[*?]*\.(.+)$/.exec(pattern) ?? [];
    if (domain !== undefined && !isWild(domain))
      return { pattern, place: section.place, differsBy: 'no-suffix', meant: `${typed}.${domain}` };
    if (pattern.startsWith(`${typed}.`)) return { pattern, place: section.place, differsBy: 'no-suffix', meant: pattern };
  }
  return null;
}

function found(
  name: string,
  candidates: readonly Candidate[],
  differsBy: NearestPattern['differsBy'],
  meant: string | null,
): NearestPattern | null {
  const hit = candidates.find(({ pattern }) => hostMatches(name, pattern));
  return hit === undefined ? null : { pattern: hit.pattern, place: hit.section.place, differsBy, meant };
}

/** A typing error in the domain or in the whole name: only a few letters differ for its length. */
function bySpelling(typed: string, candidates: readonly Candidate[]): NearestPattern | null {
  let best: { hit: NearestPattern; distance: number } | null = null;
  for (const { pattern, section } of candidates.slice(0, 200)) {
    const [, wild, domain] = /^([*?]+)\.(.+)$/.exec(pattern) ?? [];
    if (isWild(domain ?? pattern)) continue;
    const labels = (domain ?? pattern).split('.').length;
    const part = wild === undefined ? typed : typed.split('.').slice(-labels).join('.');
    const against = domain ?? pattern;
    const distance = editDistance(part.toLowerCase(), against.toLowerCase());
    const isNear = distance <= Math.max(2, Math.floor(against.length / 5));
    // The domain of one family is not a typing error of another's, because the name then belongs to a missing section.
    if (!isNear || (generationOf(typed) !== null && generationOf(typed) !== generationOf(pattern))) continue;
    if (best !== null && best.distance <= distance) continue;
    const rest = typed.split('.').slice(0, -labels).join('.');
    const meant = wild === undefined ? pattern : rest === '' ? null : `${rest}.${against}`;
    best = { hit: { pattern, place: section.place, differsBy: wild === undefined ? 'spelling' : 'suffix', meant }, distance };
  }
  return best?.hit ?? null;
}

function isWild(text: string): boolean {
  return /[*?]/.test(text);
}

/** Levenshtein distance; names have at most 253 characters. */
function editDistance(one: string, other: string): number {
  const a = one.slice(0, 253);
  const b = other.slice(0, 253);
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
