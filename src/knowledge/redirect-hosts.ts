/**
 * Known redirect targets of required downloads that the access requirements do not name. They are facts with an owner, never requirements:
 * redirects are followed anyway, and such hosts change (VS Code used az764295.vo.msecnd.net before), so a missing one is not an error.
 */

export interface RedirectHost {
  /** A name, or a pattern that begins with `*.`. */
  host: string;
  /** The name of the operator in findings. */
  owner: 'Microsoft' | 'Amazon' | 'GitHub' | 'Docker' | 'JetBrains';
  /** The requirement whose download redirects there. */
  from: string;
  what: string;
}

export const KNOWN_REDIRECT_HOSTS: readonly RedirectHost[] = [
  { host: 'vscode.download.prss.microsoft.com', owner: 'Microsoft', from: 'vscode.server-x64', what: 'downloads of the VS Code server' },
  { host: '*.gallery.vsassets.io', owner: 'Microsoft', from: 'vscode.marketplace', what: 'extension packages' },
  { host: '*.data.mcr.microsoft.com', owner: 'Microsoft', from: 'registries.mcr', what: 'image layers' },
  { host: 'd2glxqk2uabbnd.cloudfront.net', owner: 'Amazon', from: 'registries.ecr-public', what: 'image layers' },
  { host: 'd5l0dvt14r5h8.cloudfront.net', owner: 'Amazon', from: 'registries.ecr-public', what: 'image layers' },
  { host: 'production.cloudflare.docker.com', owner: 'Docker', from: 'registries.docker-registry', what: 'image layers' },
  { host: 'production.cloudfront.docker.com', owner: 'Docker', from: 'registries.docker-registry', what: 'image layers' },
  { host: 'pkg-containers.githubusercontent.com', owner: 'GitHub', from: 'registries.ghcr', what: 'image layers' },
];
