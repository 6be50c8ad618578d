/** Host patterns of allow-lists. `*.us01.gitpod.dev` matches every subdomain at any depth, but not the domain itself. */

export function hostMatches(pattern: string, host: string): boolean {
  const wanted = normalizeHost(pattern);
  const name = normalizeHost(host);
  if (!wanted.startsWith('*.')) return wanted === name;
  const suffix = wanted.slice(1);
  return name.length > suffix.length && name.endsWith(suffix);
}

export function isWildcard(pattern: string): boolean {
  return pattern.includes('*');
}

/** The form for comparing names: lower case, without a final dot. */
export function normalizeHost(host: string): string {
  const lower = host.toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}
