/**
 * How PowerShell and cmd.exe parse a line, written from their documentation and independent of `src/shells/`, because neither program
 * exists where these tests run.
 */

const SINGLE = /['\u2018-\u201B]/;
const DOUBLE = /["\u201C-\u201E]/;

/**
 * Microsoft Learn, about_Parsing and about_Quoting_Rules: words end at spaces; outside quotes a backtick escapes the next character; a
 * doubled quote is a literal one. Text that would be evaluated, or that ends a command, is a separate kind of token.
 */
export function powershellTokens(line: string): string[] {
  const tokens: string[] = [];
  let word: string | null = null;
  const signs = [...line];
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs[at] ?? '';
    if (/\s/.test(sign)) {
      if (word !== null) tokens.push(word);
      word = null;
    } else if (SINGLE.test(sign)) {
      word ??= '';
      for (at += 1; ; at += 1) {
        if (at >= signs.length) throw new Error(`A string is not closed: ${line}`);
        if (SINGLE.test(signs[at] ?? '') && SINGLE.test(signs[at + 1] ?? '')) at += 1;
        else if (SINGLE.test(signs[at] ?? '')) break;
        word += signs[at];
      }
    } else if (DOUBLE.test(sign)) {
      word ??= '';
      for (at += 1; ; at += 1) {
        if (at >= signs.length) throw new Error(`A string is not closed: ${line}`);
        if (signs[at] === '`') at += 1;
        else if (DOUBLE.test(signs[at] ?? '') && DOUBLE.test(signs[at + 1] ?? '')) at += 1;
        else if (DOUBLE.test(signs[at] ?? '')) break;
        else if (signs[at] === '$') word += '\u0001';
        word += signs[at];
      }
    } else if (sign === '`') {
      at += 1;
      word = (word ?? '') + (signs[at] ?? '');
    } else if (/[;|&(){},<>$]/.test(sign) || (word === null && /[@#]/.test(sign))) {
      if (word !== null) tokens.push(word);
      word = null;
      tokens.push(`\u0001${sign}`);
    } else word = (word ?? '') + sign;
  }
  return word === null ? tokens : [...tokens, word];
}

/** A valid name of a Windows variable, without the part after its colon. */
const EXPANDED = /%([A-Za-z_(][^%:]*)(?::[^%]*)?%/g;

/**
 * Microsoft Learn, "cmd" (special characters) and "Parsing C command-line arguments". First the prompt expands variables, inside quotes
 * too; then a quote toggles special characters, and a caret escapes the next one; then the program splits its arguments, where a backslash
 * matters only before a quote.
 */
export function cmdTokens(line: string): string[] {
  const put = line.replace(EXPANDED, (_, name: string) => `\u0001${name}\u0001`);
  let rest = '';
  let isQuoted = false;
  for (let at = 0; at < put.length; at += 1) {
    const sign = put[at] ?? '';
    if (sign === '^' && !isQuoted) {
      at += 1;
      rest += put[at] ?? '';
    } else {
      if (sign === '"') isQuoted = !isQuoted;
      rest += /[&|<>()]/.test(sign) && !isQuoted ? ` \u0001${sign} ` : sign;
    }
  }
  // cmd.exe's own commands do not treat backslashes specially.
  return argumentsOf(rest, /^(?:set|if) /.test(put));
}

function argumentsOf(text: string, isOwn: boolean): string[] {
  const all: string[] = [];
  let word: string | null = null;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const slashes = isOwn ? 0 : (/^\\*/.exec(text.slice(at))?.[0].length ?? 0);
    if (slashes > 0) {
      const isBeforeQuote = text[at + slashes] === '"';
      word = (word ?? '') + '\\'.repeat(isBeforeQuote ? Math.floor(slashes / 2) : slashes);
      at += slashes - 1;
      if (isBeforeQuote && slashes % 2 === 1) {
        word += '"';
        at += 1;
      }
    } else if (text[at] === '"') {
      isQuoted = !isQuoted;
      word ??= '';
    } else if (/[ \t]/.test(text[at] ?? '') && !isQuoted) {
      if (word !== null) all.push(word);
      word = null;
    } else word = (word ?? '') + (text[at] ?? '');
  }
  if (isQuoted) throw new Error(`A quote is not closed: ${text}`);
  return word === null ? all : [...all, word];
}
