/** The URLs of the command line, or those that the requirements need, as the rules of proxies see them. */
import { assemble } from '../../catalog/index.ts';
import { type Destination, destinationOf, neededDestinations } from '../../knowledge/no-proxy/index.ts';
import type { Profile } from '../../model/profile.ts';
import { overlayOf } from '../files/overlay.ts';
import type { Flags } from './flags.ts';
import { usage } from './usage.ts';

/** Without a scheme it is taken for https. */
export function namedDestination(word: string): Destination {
  const destination = /\s/.test(word) ? null : destinationOf(/^[a-z][a-z0-9+.-]*:\/\//i.test(word) ? word : `https://${word}`);
  if (destination === null) throw usage('no-proxy takes http and https URLs.', 'Try: gitpod-doctor no-proxy https://app.gitpod.io');
  return destination;
}

/** What the requirements need under this profile. */
export async function catalogueDestinations(profile: Profile, flags: Flags): Promise<Destination[]> {
  return neededDestinations(assemble(profile, await overlayOf(flags)), profile);
}
