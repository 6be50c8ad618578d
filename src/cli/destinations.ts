/** The URLs of the command line, or those that the requirements need, as the rules of proxies see them. */
import { assemble } from '../catalog/index.ts';
import { applies } from '../model/applicability.ts';
import { type Destination, destinationOf, wantedWay } from '../model/no-proxy/index.ts';
import type { Profile } from '../model/profile.ts';
import { hostPort } from '../model/target.ts';
import type { Flags } from './flags.ts';
import { overlayOf } from './overlay.ts';
import { usage } from './usage.ts';

/** Without a scheme it is taken for https. */
export function namedDestination(word: string): Destination {
  const destination = /\s/.test(word) ? null : destinationOf(/^[a-z][a-z0-9+.-]*:\/\//i.test(word) ? word : `https://${word}`);
  if (destination === null) throw usage('no-proxy takes http and https URLs.', 'Try: gitpod-doctor no-proxy https://app.gitpod.io');
  return destination;
}

/** Each host and port once, in catalogue order; paths make no difference to a proxy. */
export async function neededDestinations(profile: Profile, flags: Flags): Promise<Destination[]> {
  const rows = assemble(profile, await overlayOf(flags)).filter((row) => applies(row, profile, null) !== false);
  const urls = rows.flatMap((row) => row.targets).flatMap(({ target }) => ('url' in target ? [target.url] : []));
  const found = urls.flatMap((url) => {
    const destination = destinationOf(url);
    return destination === null ? [] : [{ ...destination, path: '/' }];
  });
  const each = new Map([...found, ...standIns(found)].map((to) => [`${to.scheme}://${hostPort(to.host, to.port)}`, to]));
  return [...each.values()];
}

/** For exceptions of which no host is known: names inside a VPC, and AWS while nobody has said which region. */
function standIns(found: readonly Destination[]): Destination[] {
  const aws = found.some((to) => to.host !== 'app.gitpod.io' && to.scheme === 'https' && wantedWay(to) === 'direct');
  const urls = ['https://x.internal/', ...(aws ? [] : ['https://sts.amazonaws.com/'])];
  return urls.flatMap((url) => destinationOf(url) ?? []);
}
