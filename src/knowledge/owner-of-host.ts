/** The operator of a host. If hosts of unrelated owners share a CA, an address or a redirect, the local network causes it. */
import { remembered } from '../model/remembered.ts';

/** Domains of the published requirements, and of known redirect targets of their downloads. */
const PUBLISHED_DOMAINS: ReadonlyMap<string, string> = new Map([
  ['gitpod.io', 'Gitpod'],
  ['gitpod.dev', 'Gitpod'],
  ['ona.com', 'Gitpod'],
  ['microsoft.com', 'Microsoft'],
  ['visualstudio.com', 'Microsoft'],
  ['vscode-unpkg.net', 'Microsoft'],
  ['vsassets.io', 'Microsoft'],
  ['azureedge.net', 'Microsoft'],
  ['msecnd.net', 'Microsoft'],
  ['microsoftonline.com', 'Microsoft'],
  ['jetbrains.com', 'JetBrains'],
  ['amazonaws.com', 'AWS'],
  ['amazonaws.com.cn', 'AWS'],
  ['amazon.com', 'AWS'],
  ['ecr.aws', 'AWS'],
  ['api.aws', 'AWS'],
  ['cloudfront.net', 'AWS'],
  ['docker.io', 'Docker'],
  ['docker.com', 'Docker'],
  ['ghcr.io', 'GitHub'],
  ['github.com', 'GitHub'],
  ['githubusercontent.com', 'GitHub'],
  ['gitlab.com', 'GitLab'],
  ['bitbucket.org', 'Atlassian'],
  ['atlassian.com', 'Atlassian'],
  ['okta.com', 'Okta'],
]);

/** Second-level labels below which a country's registry sells names (`co.uk`). Such a domain has three labels. */
const REGISTRY_LABELS: ReadonlySet<string> = new Set(['ac', 'co', 'com', 'edu', 'go', 'gov', 'gv', 'ne', 'net', 'or', 'org']);

/** The owner of a host of the published requirements; null for other hosts. */
export const publishedOwner = remembered((host): string | null => {
  const name = host.toLowerCase();
  for (let start = 0, dot = name.indexOf('.'); dot !== -1; start = dot + 1, dot = name.indexOf('.', start)) {
    const owner = PUBLISHED_DOMAINS.get(name.slice(start));
    if (owner !== undefined) return owner;
  }
  return null;
});

/** The published owner, otherwise the registrable domain or the address itself. */
export const ownerOf = remembered((host): string => publishedOwner(host) ?? registrableDomain(host));

function registrableDomain(host: string): string {
  if (host.includes(':') || /^[\d.]+$/.test(host)) return host;
  const labels = host.toLowerCase().split('.');
  const [second, top] = labels.slice(-2);
  const country = top !== undefined && top.length === 2 && second !== undefined && REGISTRY_LABELS.has(second);
  return labels.slice(country ? -3 : -2).join('.');
}

/** The last two labels, which are enough to tell the documented hosts apart by owner. */
export function domainOf(host: string): string {
  return host.split('.').slice(-2).join('.');
}
