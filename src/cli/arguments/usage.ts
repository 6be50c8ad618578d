/** Usage errors and unusable files: one line states the fault, one the next step (docs/contract.md, Exit status). */

/** Stops a command with a status and at most two lines on stderr. Thrown only inside `cli/`. */
export class CommandError extends Error {
  readonly status: number;
  readonly hint: string | null;

  constructor(status: number, message: string, hint: string | null = null) {
    super(message);
    this.status = status;
    this.hint = hint;
  }
}

/** Exit 2: an unknown flag or area, a malformed value. */
export function usageError(message: string, nearest: string): CommandError {
  return new CommandError(2, message, nearest);
}

/** Exit 4: a named file cannot be read or written, is damaged, is of another kind or comes from a newer version. */
export function fileError(message: string, hint: string | null = null): CommandError {
  return new CommandError(4, message, hint);
}

/** The candidate with the smallest edit distance, if that is small enough for a typo. In a short word, two edits are too many. */
export function typoCorrection(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = Math.max(word.length < 5 ? 1 : 2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.slice(0, 40), candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** The candidate that the user probably meant: by edit distance, or else a candidate that begins with the word or contains it. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const typo = typoCorrection(word, candidates);
  if (typo !== null || word.length < 3) return typo;
  const low = word.toLowerCase();
  const isPart = (candidate: string) => candidate.toLowerCase().split(/[-.]/).includes(low);
  return candidates.find((each) => each.toLowerCase().startsWith(low)) ?? candidates.find(isPart) ?? null;
}

/** A transposition counts as one edit, like an insertion, a deletion or a substitution. */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j += 1) {
      const change = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? at(i - 2, j - 2) + 1 : change;
      rows[i]?.push(Math.min(change, swap, at(i - 1, j) + 1, at(i, j - 1) + 1));
    }
  }
  return at(a.length, b.length);
}
