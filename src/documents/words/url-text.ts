/** A web address without its scheme, as rows and evidence show it. */
import type { Mask } from './say.ts';

/** Masked as a URL, because otherwise its path would stay readable, and the team and the repository in it are names too. */
export function urlText(host: string, path: string, mask: Mask): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return mask(`https://${name}${path}`).replace(/^https:\/\//, '');
}
