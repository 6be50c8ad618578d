/** An address of the web as rows and evidence name it: without its scheme. */
import type { Mask } from './say.ts';

/** Masked as a URL, since only there a path is known for what it is: team and repository are names, too. */
export function urlText(host: string, path: string, mask: Mask): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return mask(`https://${name}${path}`).replace(/^https:\/\//, '');
}
