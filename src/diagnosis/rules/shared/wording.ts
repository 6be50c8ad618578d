import { editionFacts } from '../../../knowledge/editions.ts';
import { directOnlyHosts } from '../../../knowledge/no-proxy/advice.ts';
import { alertText } from '../../../knowledge/tls-alerts.ts';
import { type Command, command } from '../../../model/command/index.ts';
import type { EditionName } from '../../../model/profile-words.ts';
import { hostPort } from '../../../model/target.ts';
import type { ServerProof } from '../../facts/answers.ts';

/** Joins a list as `a`, `a and b` or `a, b and c`, and counts the items that exceed the limit. */
export function toList(items: readonly string[], most = 6): string {
  const shown = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : [...items];
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/**
 * A short form for a sentence that is also shown without the full list: one or two names, or the first name and the number of the others.
 */
export function briefly(names: readonly string[], one: string, many = `${one}s`): string {
  const [first = '', ...others] = names;
  return others.length < 2 ? toList(names) : `${first} and ${plural(others.length, `other ${one}`, `other ${many}`)}`;
}

/** The verb form for a list of this length. */
export function verb(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

/** The proxy variables for every program, and a NO_PROXY with the addresses that no proxy can reach. */
export function proxyVariables(url: string, edition?: EditionName): Command {
  return command`export HTTPS_PROXY=${url}\nexport HTTP_PROXY="$HTTPS_PROXY"\nexport NO_PROXY='${directOnlyHosts(edition).join(',')}'"\${NO_PROXY:+,$NO_PROXY}"`;
}

/** What `proxyVariables` exempts. */
export function exemptText(edition?: EditionName): string {
  const { cloud } = editionFacts(edition);
  return `The NO_PROXY below exempts this machine and the metadata service of ${cloud}`;
}

/** One line per firewall opening: direction, protocol, port, destination. */
export function firewallLines(protocol: 'TCP' | 'UDP', port: number, hosts: readonly string[]): string[] {
  return hosts.map((host) => `allow outbound ${protocol} ${port} to ${host}`);
}

/** One line per host that TLS inspection should leave alone. */
export function decryptionLines(hosts: readonly string[]): string[] {
  return hosts.map((host) => `do not decrypt: ${host}`);
}

/** The hosts to list in a request to another team. If nothing passes, the request asks for every host at once. */
export function requestedHostsText(hosts: readonly string[], nothingPasses: boolean): string {
  if (!nothingPasses) return `for these hosts: ${hosts.join(', ')}`;
  return 'for every host that Gitpod needs from here';
}

/** The host, with the port if it is not 443. */
export function endpointText(host: string, port: number): string {
  return port === 443 ? host : hostPort(host, port);
}

/** The subject of a finding: its host, otherwise the port that its hosts share. */
export function endpointSubject(hosts: readonly string[], port: number): string {
  const [first] = hosts;
  return hosts.length === 1 && first !== undefined ? endpointText(first, port) : `TCP port ${port}`;
}

/** A resolver in the syntax of `dig`, with the port in a separate option. */
export function digServer(resolver: string | undefined): Command {
  if (resolver === undefined) return command`@<resolver>`;
  const [, address, port] = /^\[?(.+?)\]?:(\d+)$/.exec(resolver) ?? [];
  return address === undefined || (address.includes(':') && !resolver.startsWith('['))
    ? command`@${resolver}`
    : command`-p ${port ?? ''} @${address}`;
}

export function alertsText(alerts: readonly number[]): string {
  return alerts.length === 0 ? 'an alert' : toList(alerts.map(alertText));
}

export function serverProofText(vouched: ServerProof, issuer: string | null): string {
  if (vouched === 'public') return 'The certificate is from a public CA and for this name, so the server itself answered.';
  if (vouched === 'clear') return 'The answer came over plain HTTP, which proves nothing about the sender.';
  return `The certificate of the answer is signed by ${issuer === null ? 'a private CA' : `“${issuer}”`}. The server itself answered, or a device that re-signs TLS.`;
}

/** The device that may have answered instead of the server. */
export function deviceText(vouched: ServerProof, issuer: string | null): string {
  return vouched === 'private' && issuer !== null ? `the device that re-signs TLS as “${issuer}”` : 'a device that answers in its place';
}

const UNITS = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
] as const;

/** Returns `2 hours`, `40 days` or `90 seconds`: one unit is exact enough. */
export function duration(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const [size, unit] = UNITS.find(([each]) => seconds >= 2 * each) ?? [1, 'second'];
  const count = Math.round(seconds / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
