/** Words that the user hides in addition to the automatic masking. */

type TextMask = (text: string) => string;

/** The spellings of the word in the texts to be sent, such as `ACME` and `Acme`, and the given spelling. */
export function spellingsOf(files: readonly { text: string }[], word: string): string[] {
  const wanted = word.trim();
  const found = new Set<string>(wanted === '' ? [] : [wanted]);
  const lower = wanted.toLowerCase();
  for (const { text } of files) {
    const lowered = text.toLowerCase();
    // In a text whose length changes with lower case, the positions would not fit the original.
    if (lower === '' || lowered.length !== text.length) continue;
    for (let at = lowered.indexOf(lower); at >= 0; at = lowered.indexOf(lower, at + lower.length))
      found.add(text.slice(at, at + lower.length));
  }
  return [...found].sort();
}

/** Hides words line by line, in each spelling that occurs in `whole`. `hiding` is a redactor that treats these spellings as secrets. */
export function hideWords(
  whole: string,
  words: readonly string[],
  hiding: (spellings: readonly string[]) => { clean: { text: TextMask } },
): TextMask {
  if (words.length === 0) return (text) => text;
  const { clean } = hiding(words.flatMap((word) => spellingsOf([{ text: whole }], word)));
  return (text) => text.split('\n').map(clean.text).join('\n');
}
