/** A sentence for each word that was to be hidden and is still in a text. */
export function unhiddenWords(text: string, words: readonly string[]): string[] {
  const lower = text.toLowerCase();
  return words
    .filter((word) => lower.includes(word.trim().toLowerCase()))
    .map((word) => `${word} is still in the text: it is too short, or gitpod-doctor itself uses it.`);
}
