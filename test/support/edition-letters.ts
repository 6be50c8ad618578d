/** What the requests of a session ask for, and what an installation of an edition does not need: the requirements of the other editions. */
import { assembleRequirements } from '../../src/catalog/index.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { createHandover, handoverAs, isEmpty, REQUEST_FORMATS } from '../../src/documents/handover/index.ts';
import { programRoutes } from '../../src/documents/proxies/program-routes.ts';
import { buildReport } from '../../src/documents/report/report.ts';
import { editionFacts } from '../../src/knowledge/editions.ts';
import { LIGHTHOUSES } from '../../src/knowledge/gateway.ts';
import type { Area } from '../../src/model/area.ts';
import { DEVICES } from '../../src/model/devices.ts';
import { OWNERS, type Owner } from '../../src/model/finding.ts';
import type { Handover } from '../../src/model/handover.ts';
import type { Profile } from '../../src/model/profile.ts';
import { EDITIONS, type EditionName } from '../../src/model/profile-words.ts';
import type { Report } from '../../src/model/report.ts';
import type { Session } from '../../src/model/session.ts';
import { type Target, targetHost } from '../../src/model/target.ts';

/** Words of an area, for editions that have no row of it. A NAT gateway and a gateway endpoint of a VPC are not Gitpod's gateway. */
const AREA_WORDS: Partial<Record<Area, RegExp>> = {
  gateway: /(?<!NAT )\bgateway\b(?! endpoints?\b)|lighthouse/i,
  // Its CLI is a program that a machine of any cloud may have.
  aws: /\bAWS\b(?! CLI)|amazonaws/,
  imds: /\bEC2\b/,
  ami: /\bAMIs?\b|Bottlerocket/,
};

export interface Letters {
  /** For each team: the request as data, and as every form and in the words of every device. */
  told: readonly { owner: Owner; handover: Handover; forms: readonly string[] }[];
  report: Report;
}

export function lettersOf(session: Session): Letters {
  const report = buildReport(session, diagnose(session));
  const source = { session, ways: programRoutes(session, (text) => text) };
  // Only AWS has security groups.
  const devices = DEVICES.filter((device) => device !== 'security-group' || editionFacts(session.profile.edition).cloud === 'AWS');
  const told = OWNERS.flatMap((owner) => {
    const handover = createHandover(report, source, owner);
    if (isEmpty(handover)) return [];
    const forDevices = createHandover(report, { ...source, devices }, owner);
    return [{ owner, handover, forms: [...REQUEST_FORMATS.map((format) => handoverAs(format, handover)), handoverAs('text', forDevices)] }];
  });
  return { told, report };
}

/** Everything in the requests that only other editions need than those that this installation may have. Empty if there is nothing. */
export function notNeeded({ told }: Letters, profile: Profile, editions: readonly EditionName[]): string[] {
  const { hosts, places, words } = foreignTo(editions, profile);
  return told.flatMap(({ owner, handover, forms }) => {
    const rules = [...handover.connections, ...handover.openings.map((opening) => ({ ...opening, host: opening.allow.join() }))];
    const asked = rules.filter(({ protocol, port, host }) => places.has(`${protocol} ${port}`) || hosts.has(host));
    // To the user, a cause may name the rows that are not needed. Nothing of it may be changed for them.
    const isForOthers = owner === 'network-team' || owner === 'aws-admin';
    const texts = isForOthers ? forms : handover.asks.flatMap(({ fixes }) => fixes.flatMap(({ text, command }) => [text, command ?? '']));
    const said = [...[...hosts].map((host) => new RegExp(`(?<![\\w.-])${RegExp.escape(host)}(?![\\w-])`)), ...words].flatMap((shape) =>
      texts.flatMap((text) => shape.exec(text)?.[0] ?? []),
    );
    return [...asked.map(({ protocol, port, host }) => `${protocol} ${port} ${host}`), ...new Set(said)].map((what) => `${owner}: ${what}`);
  });
}

/** Hosts of failed requirements that count and that no request names, neither themselves nor their wildcard. */
export function notAskedFor({ told, report }: Letters): string[] {
  const text = told.flatMap(({ owner, forms }) => (owner === 'gitpod' ? [] : forms)).join('\n');
  return report.requirements
    .filter(({ verdict, counts }) => counts && verdict === 'unmet')
    .flatMap(({ id, endpoint }) => {
      const failed = report.observations.filter(
        ({ role, failure, requirements }) => role === 'row' && failure !== null && requirements.includes(id),
      );
      const hosts = [...new Set(failed.flatMap(({ target }) => targetHost(target) ?? []))];
      return hosts.filter((host) => ![host, wildcardOf(endpoint)].some((name) => name !== null && text.includes(name)));
    });
}

function wildcardOf(endpoint: string): string | null {
  return /\*\.[^/:]+/.exec(endpoint)?.[0] ?? null;
}

/** Hosts, protocols with ports, and words that only other editions than these have. */
function foreignTo(editions: readonly EditionName[], profile: Profile) {
  const rows = (edition: EditionName) => assembleRequirements({ ...profile, edition }, null);
  const own = editions.flatMap(rows);
  const other = EDITIONS.filter((edition) => !editions.includes(edition)).flatMap(rows);
  const targets = (all: typeof own) => all.flatMap((row) => row.targets.map(({ target }) => target));
  const [mine, theirs] = [targets(own), targets(other)];
  const ownAreas = new Set(own.map(({ area }) => area));
  const withoutRows = [...new Set(other.map(({ area }) => area))].filter((area) => !ownAreas.has(area));
  const lighthouses = withoutRows.includes('gateway') ? LIGHTHOUSES : [];
  return {
    // The metadata service has the same address in every cloud, and a row by its name in one.
    hosts: minus([...theirs.flatMap(hostOf), ...lighthouses], [...mine.flatMap(hostOf), ...editions.flatMap(directHosts)]),
    places: minus(theirs.flatMap(placeOf), mine.flatMap(placeOf)),
    words: withoutRows.flatMap((area) => AREA_WORDS[area] ?? []),
  };
}

function minus(all: readonly string[], without: readonly string[]): ReadonlySet<string> {
  return new Set(all.filter((one) => !without.includes(one)));
}

const directHosts = (edition: EditionName) => editionFacts(edition).noProxy.entries;

function hostOf(target: Target): string[] {
  const host = target.kind === 'udp' ? target.address : targetHost(target);
  return host === null ? [] : [host];
}

function placeOf(target: Target): string[] {
  return target.kind === 'udp'
    ? [`udp ${target.port}`]
    : target.kind === 'https' || target.kind === 'http' || target.kind === 'tcp'
      ? [`tcp ${target.port}`]
      : [];
}
