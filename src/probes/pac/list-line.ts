/** Finds the line of a script that contains a returned list, if the text shows it. */
import type { ScriptEntry } from '../../model/proxy-script.ts';

/**
 * The only line outside comments with the first proxy of the list; if several lines have it, the only one with all proxies. For the list
 * `DIRECT`, the only line with that word. Null if no line or more than one matches, for example if the script joins the list from parts.
 */
export function lineOfList(entries: readonly ScriptEntry[], lines: readonly string[]): number | null {
  const places = entries.flatMap((entry) => (entry.kind === 'direct' ? [] : { host: entry.host, port: entry.port }));
  const [first] = places;
  if (entries.length === 0) return null;
  if (first === undefined) return only(lines, isDirect);
  return only(lines, (line) => names(line, first)) ?? only(lines, (line) => places.every((place) => names(line, place)));
}

function only(lines: readonly string[], fits: (line: string) => boolean): number | null {
  const found = lines.flatMap((line, index) => (!/^\s*(?:\/\/|\/\*|\*)/.test(line) && fits(line) ? index + 1 : []));
  return found.length === 1 ? (found[0] ?? null) : null;
}

const isDirect = (line: string) => /["'`]\s*direct\s*;?\s*["'`]/i.test(line);

/** The host with its port, or followed by neither a port nor more of a name, as in a list that leaves the port out. */
function names(line: string, { host, port }: { host: string; port: number }): boolean {
  const text = line.toLowerCase();
  for (let at = text.indexOf(host); at !== -1; at = text.indexOf(host, at + 1)) {
    const rest = text.slice(at + host.length);
    const [, digits] = /^\]?:(\d+)/.exec(rest) ?? [];
    const isWhole = !/[\w.-]$/.test(text.slice(0, at)) && !/^[\w-]|^\.\w/.test(rest);
    if (isWhole && (digits === undefined || Number(digits) === port)) return true;
  }
  return false;
}
