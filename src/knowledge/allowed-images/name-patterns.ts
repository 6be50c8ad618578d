/**
 * EC2 name patterns in filters and criteria: `*` matches any characters, `?` exactly one, case-sensitive (Amazon EC2 API Reference,
 * ImageCriterion). The time of every function is at most proportional to the product of both lengths.
 */

export function matchesName(pattern: string, name: string): boolean {
  return matched(pattern, name, (wanted, sign) => wanted === '?' || wanted === sign);
}

/** Whether every name that matches `inner` also matches `outer`; in `outer`, only `*` covers a `*`. False when in doubt. */
export function coversPattern(outer: string, inner: string): boolean {
  return matched(outer, inner, (wanted, sign) => sign !== '*' && (wanted === '?' || wanted === sign));
}

export function patternsOverlap(a: string, b: string): boolean {
  let reached = row(b, true);
  for (const sign of a) {
    const next: boolean[] = [sign === '*' && reached[0] === true];
    for (const [at, other] of [...b].entries()) {
      const skipsOther = other === '*' && next[at] === true;
      const skipsSign = sign === '*' && reached[at + 1] === true;
      const together = reached[at] === true && (sign === '*' || other === '*' || sign === '?' || other === '?' || sign === other);
      // An asterisk also matches the character of the other pattern, so a prefix that matched without the character still matches.
      const holdsOther = sign === '*' && next[at] === true;
      const holdsSign = other === '*' && reached[at + 1] === true;
      next.push(skipsOther || skipsSign || together || holdsOther || holdsSign);
    }
    reached = next;
  }
  return reached.at(-1) === true;
}

/** For each prefix of `b`, whether it matches the empty text. */
function row(b: string, start: boolean): boolean[] {
  const reached = [start];
  for (const sign of b) reached.push(reached.at(-1) === true && sign === '*');
  return reached;
}

/** Greedy matching with one backtracking point: the last asterisk. */
function matched(pattern: string, text: string, fits: (wanted: string, sign: string) => boolean): boolean {
  let at = 0;
  let star: { pattern: number; text: number } | null = null;
  for (let read = 0; read < text.length; ) {
    const wanted = pattern[at];
    if (wanted === '*') {
      star = { pattern: at + 1, text: read };
      at++;
    } else if (wanted !== undefined && fits(wanted, text[read] ?? '')) {
      at++;
      read++;
    } else if (star !== null) {
      star = { pattern: star.pattern, text: star.text + 1 };
      at = star.pattern;
      read = star.text;
    } else return false;
  }
  return [...pattern.slice(at)].every((sign) => sign === '*');
}
