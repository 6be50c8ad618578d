/** The large tables of scripts, which are generated and not stored: a mark in the script shows where a table belongs. */

const some = (count: number, line: (n: number) => string) => Array.from({ length: count }, (_, n) => line(n));

/** The positions at which a required host, suffix or network is inserted into the generated entries. */
const HOSTS = new Map([
  [17, 'app.gitpod.io'],
  [1900, 'registry-1.docker.io'],
  [3999, 'ghcr.io'],
]);
const SUFFIXES = new Map([
  [5, '.gitpod.dev'],
  [2998, '.vsassets.io'],
]);
const NETWORKS = new Map([
  [400, '198.51.100.0'],
  [998, '203.0.113.0'],
]);
const hostAt = (n: number) => HOSTS.get(n) ?? `host-${n}.unit-${n % 37}.corp.example`;

const TABLES: Readonly<Record<string, () => string>> = {
  HOSTS: () => some(4000, (n) => `"${hostAt(n)}": ${n % 7}`).join(',\n  '),
  SUFFIXES: () => some(3000, (n) => `"${SUFFIXES.get(n) ?? `.unit-${n}.corp.example`}"`).join(', '),
  NETWORKS: () => some(1000, (n) => `"${NETWORKS.get(n) ?? `172.${16 + (n >> 8)}.${n & 255}.0`}"`).join(', '),
  CONDITIONS: () =>
    some(
      2000,
      (n) => `  if (host == "${hostAt(n)}" || shExpMatch(host, "*.site-${n}.corp.example")) return "PROXY c${n}.corp.example:8080";`,
    ).join('\n'),
  WORDS: () => `,${some(4000, hostAt).join(',')},`,
};

export function filled(script: string): string {
  return script.replace(/\/\*([A-Z]+)\*\//g, (mark, name: string) => TABLES[name]?.() ?? mark);
}
