/** Hosts of a list of URLs or URI templates (RFC 8484 §3); their paths may hold a customer's key. */
export function hostsOfTemplates(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  const urls = value.split(/\s+/).map((template) => template.replace(/\{.*$/, ''));
  return urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).hostname);
}
