/** The network in which Chromium and this program evaluate the scripts: the requested URLs, what names resolve to, and this machine. */
import { isIP } from 'node:net';
import { publicHosts } from '../../src/catalog/index.ts';

/** Addresses of this machine, in the order in which Chromium lists them. */
export const OWN_ADDRESSES = ['10.20.30.40', '2001:db8:20::40'] as const;

/** URLs that are no requirement and show how browsers use a script: plain HTTP, ports, addresses, short names, loopback. */
export const OTHER_URLS = [
  'http://mirror.corp.example/private/page?query=1',
  'https://app.gitpod.io:8443/private/page?query=1',
  'http://host-7.corp.example:8080/',
  'https://INTRANET.corp.example/private/page#part',
  'https://gone.corp.example/',
  'https://intranet/',
  'https://10.20.1.20/',
  'https://[2001:db8:20::7]/',
  'wss://app.gitpod.io/private/page',
  'https://localhost/',
  'https://127.0.0.9/',
  'https://[::1]/',
  'https://169.254.169.254/',
  'https://[fe80::7]/',
] as const;

/** Loopback and link-local hosts are reached directly, without the script (Chromium, net/proxy_resolution/proxy_bypass_rules.cc). */
export function isUnasked(url: string): boolean {
  return /^[a-z]+:\/\/(localhost|127\.|169\.254\.|\[::1\]|\[fe80:)/.test(url);
}

/** The required hosts with a name or an address of their own, as URLs. The hosts of one region stand for those of all. */
export function requiredUrls(): string[] {
  const hosts = publicHosts(['eu-central-1']).filter(
    (host) => isIP(host) === 4 || /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(io|dev|com|net|aws)$/.test(host),
  );
  return hosts
    .filter((host) => !/^(example\.com|192\.0\.2\.1|127\.0\.0\.1|169\.254\.169\.254)$/.test(host))
    .map((host) => `https://${host}/`);
}

const OWN_NAMES: Readonly<Record<string, readonly string[]>> = {
  'inside.corp.example': ['10.20.1.21'],
  'intranet.corp.example': ['10.20.1.20'],
  intranet: ['10.20.1.20'],
  'proxy.corp.example': ['10.20.1.8'],
  'many.corp.example': ['10.20.9.3', '10.20.9.1', '10.20.9.2'],
  'six-only.corp.example': ['2001:db8:20::66'],
  'app.gitpod.io': ['203.0.113.10'],
  'ghcr.io': ['2001:db8:100::9'],
  'update.code.visualstudio.com': ['198.51.100.7', '2001:db8:100::7'],
  'registry-1.docker.io': ['198.51.100.21', '198.51.100.20'],
};

/** What a name resolves to; null if it does not exist. */
export function addressesOf(asked: string): readonly string[] | null {
  const name = asked.toLowerCase().replace(/\.$/, '');
  const own = OWN_NAMES[name];
  if (own !== undefined) return own;
  const numbered = /^(host|site)-(\d{1,2})\.corp\.example$/.exec(name);
  if (numbered !== null) return Number(numbered[2]) % 3 === 1 ? [`10.${numbered[1] === 'host' ? 30 : 40}.${numbered[2]}.1`] : null;
  if (/(^|\.)corp\.example$/.test(name) || !name.includes('.')) return null;
  // As in a company: AWS has private endpoints, no name of Microsoft resolves inside, and the other names resolve outside.
  if (name.endsWith('.amazonaws.com')) return [`10.8.${name.length}.5`];
  if (/\.(microsoft|visualstudio)\.com$/.test(name)) return null;
  if (/\.gitpod\.dev$/.test(name)) return [`203.0.113.${100 + (name.length % 100)}`];
  return /\.(io|com|net|aws)$/.test(name) ? [`198.51.100.${name.length}`] : null;
}
