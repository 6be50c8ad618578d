/** Recognises server software by a dictionary: a header is free text, so only known names are kept. */

const PRODUCTS = [
  ...['AkamaiGHost', 'AmazonS3', 'Apache', 'Artifactory', 'awselb', 'BigIP', 'BlueCoat', 'Caddy', 'Check Point', 'Cisco'],
  ...['cloudflare', 'CloudFront', 'ECAcc', 'EC2ws', 'envoy', 'Express', 'Forcepoint', 'FortiGate', 'FortiProxy'],
  ...['FortiWeb', 'GitHub.com', 'GitLab', 'gunicorn', 'HAProxy', 'istio-envoy', 'Jetty', 'Kestrel', 'McAfee'],
  ...['Microsoft-HTTPAPI', 'Microsoft-IIS', 'mitmproxy', 'Netskope', 'nginx', 'openresty', 'Palo Alto', 'Sophos'],
  ...['squid', 'Tengine', 'tinyproxy', 'Traefik', 'UploadServer', 'Varnish', 'WatchGuard', 'Websense'],
  ...['Windows-Azure-Blob', 'Zscaler'],
] as const;

/** A product name as a whole word, with its version if that consists of short numbers. */
const PATTERNS = PRODUCTS.map((name) => ({
  name,
  pattern: new RegExp(`(?<![\\w-])${name.replace(/[.*+?]/g, '\\$&')}(?:/(\\d{1,3}(?:\\.\\d{1,3}){0,3})(?![\\w.]))?(?![\\w-])`, 'gi'),
}));

/** A Via header may contain a product twice, as host and as software. The one with a version wins. */
export function knownProducts(values: readonly string[]): string[] {
  const text = values.map((value) => value.slice(0, 1024)).join('\n');
  return PATTERNS.flatMap(({ name, pattern }) => {
    const matches = [...text.matchAll(pattern)];
    const versions = new Set(matches.map((match) => match[1]).filter((version) => version !== undefined));
    if (versions.size > 0) return [...versions].map((version) => `${name}/${version}`);
    return matches.length > 0 ? [name] : [];
  });
}
