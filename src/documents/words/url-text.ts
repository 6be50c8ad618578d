/** A web address as rows and evidence name it: without its scheme. */
import type { Mask } from './say.ts';

/** Masked as a URL, because only there a path is recognised: team and repository are names, too. */
export function urlText(host: string, path: string, mask: Mask): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return mask(`https://${name}${path}`).replace(/^https:\/\//, '');
}
