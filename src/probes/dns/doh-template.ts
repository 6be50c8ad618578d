/** Hosts of URLs, or of URI templates (RFC 8484 §3), in a list; their paths may hold the key of a customer. */
export function hostsIn(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  const urls = value.split(/\s+/).map((template) => template.replace(/\{.*$/, ''));
  return urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).hostname);
}
