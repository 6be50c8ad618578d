/** The output of `ssh -G`: one setting per line, keyword in lower case, then its value. */

export type ConfigDump = ReadonlyMap<string, readonly string[]>;

export function parseDump(out: string): ConfigDump {
  const dump = new Map<string, string[]>();
  for (const line of out.split(/\r?\n/)) {
    const space = line.indexOf(' ');
    const keyword = (space === -1 ? line : line.slice(0, space)).toLowerCase();
    if (keyword === '') continue;
    const values = dump.get(keyword) ?? [];
    values.push(space === -1 ? '' : line.slice(space + 1));
    dump.set(keyword, values);
  }
  return dump;
}

/** The first value; null if the client prints none. */
export function firstValue(dump: ConfigDump, keyword: string): string | null {
  return dump.get(keyword)?.[0] ?? null;
}

export function differingKeywords(one: ConfigDump, other: ConfigDump): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((key) => one.get(key)?.join('\n') !== other.get(key)?.join('\n')).sort();
}
