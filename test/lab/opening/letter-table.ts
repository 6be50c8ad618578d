/**
 * The request to the network team, parsed as its reader reads it: the table of connections, the lines for squid, the commands to check
 * with.
 */

export interface Line {
  today: string;
  protocol: 'tcp' | 'udp';
  port: number;
  destination: string;
  /** `host:port`; null for the direct route. */
  proxy: string | null;
}

export interface Letter {
  table: Line[];
  squid: string[];
  checks: string[];
}

export function readLetter(text: string): Letter {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => /^ {2}Today +Protocol +Port +Destination/.test(line));
  const end = lines.findIndex((line, index) => index > head && line === '');
  const columns = starts(lines[head] ?? '');
  const only = /Route: through the proxy (\S+)\.$/m.exec(text)?.[1] ?? null;
  const table = (head < 0 ? [] : lines.slice(head + 1, end)).map((line): Line => {
    const cell = (name: string): string => {
      const at = columns.findIndex(([title]) => title === name);
      return line.slice(columns[at]?.[1], columns[at + 1]?.[1]).trim();
    };
    const route = columns.some(([title]) => title === 'Route') ? cell('Route') : (only ?? 'direct');
    return {
      today: cell('Today'),
      protocol: cell('Protocol') === 'UDP' ? 'udp' : 'tcp',
      port: Number(cell('Port')),
      destination: cell('Destination'),
      proxy: route === 'direct' ? null : route,
    };
  });
  const indented = lines.filter((line) => line.startsWith('  ')).map((line) => line.trim());
  return {
    table,
    squid: indented.filter((line) => /^(?:acl gitpod_|http_access )/.test(line)),
    checks: indented.filter((line) => /^(?:curl|openssl) /.test(line)),
  };
}

/** Each column heading with the position at which it begins. */
function starts(head: string): [string, number][] {
  return Array.from(head.matchAll(/\S+/g), (found) => [found[0], found.index]);
}
