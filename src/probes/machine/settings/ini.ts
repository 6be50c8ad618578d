/** Parses the common syntax of npmrc, AWS's config and KDE's files: `[section]`, `key = value`, comments at the start of a line. */

export interface Entry {
  section: string;
  key: string;
  value: string;
}

export function iniEntries(text: string): Entry[] {
  const entries: Entry[] = [];
  let section = '';
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || /^[#;]/.test(trimmed)) continue;
    const head = /^\[([^\]]*)\]$/.exec(trimmed);
    if (head !== null) {
      section = (head[1] ?? '').trim();
      continue;
    }
    const equals = trimmed.indexOf('=');
    if (equals > 0) entries.push({ section, key: trimmed.slice(0, equals).trim(), value: unquoted(trimmed.slice(equals + 1).trim()) });
  }
  return entries;
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
}
