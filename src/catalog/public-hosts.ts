/**
 * Hosts, addresses and image owners that stay readable in a redacted report: those of the access requirements, the redirect targets of
 * their downloads, and those that the tool itself uses. Names from the user are never included, nor is an account's registry, whose name
 * holds the account id.
 */
import { BOTTLEROCKET_OWNERS } from '../knowledge/allowed-images/required-images.ts';
import { KNOWN_REDIRECT_HOSTS } from '../knowledge/redirect-hosts.ts';
import type { Profile } from '../model/profile.ts';
import { EMPTY_PROFILE } from '../model/profile.ts';
import { EDITIONS } from '../model/profile-words.ts';
import { targetHost } from '../model/target.ts';
import { requirementOfRow } from './concrete.ts';
import { editionOf } from './editions/index.ts';
import type { Row } from './row.ts';

/** Names that the tool uses: those of its controls, the IPv6 metadata address, usual NO_PROXY entries. */
const OF_THE_TOOL = ['example.com', '192.0.2.1', 'fd00:ec2::254', 'localhost', 'localhost.localdomain', '127.0.0.1', '::1'];

/** The exact names and addresses, and the patterns that begin with `*.`. If regions are given, also their AWS endpoints. */
export function publicHosts(regions: readonly string[] = []): string[] {
  const profile: Profile = { ...EMPTY_PROFILE, regions: [...regions] };
  const rows = EDITIONS.flatMap((name) => editionOf(name).rows);
  const published = rows.flatMap((row) => [...hostsOf(row, profile), ...hostsInDocument(row)]);
  return [
    ...new Set([...published, ...KNOWN_REDIRECT_HOSTS.map(({ host }) => host), ...Object.values(BOTTLEROCKET_OWNERS), ...OF_THE_TOOL]),
  ];
}

function hostsOf(row: Row, profile: Profile): string[] {
  return requirementOfRow(row, profile).targets.flatMap(({ target }) => targetHost(target) ?? []);
}

/** Documented wildcards and NO_PROXY entries, which are not targets, and the published owners of images. */
function hostsInDocument(row: Row): string[] {
  return row.documented.flatMap((fact) => {
    const name = fact.replace(/^https?:\/\/([^:/]*).*$/, '$1');
    return /^(\*?\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(\/\d+)?$/.test(name) ? [name] : [];
  });
}
