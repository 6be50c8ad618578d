/** Keeps the dictionary words of a matched text. The text between them may contain a host, a path or a secret and is dropped. */

const LENGTH = 120;

export function literalWords(pattern: RegExp, matched: string): string {
  const known = pattern.source
    .replace(/\\[a-zA-Z]/g, ' ')
    .replace(/[\\()[\]{}?|^$*+]/g, '')
    .toLowerCase();
  const words = matched
    .split(/[^\p{L}\p{N}_'.:/-]+/u)
    .map((word) => word.replace(/^[.:/'-]+|[.:/'-]+$/g, ''))
    .filter((word) => word !== '')
    // A status is not a secret.
    .map((word) => (/^[1-5]\d\d$/.test(word) || known.includes(word.toLowerCase()) ? word : '…'));
  return words
    .filter((word, index) => word !== '…' || words[index - 1] !== '…')
    .join(' ')
    .slice(0, LENGTH);
}
