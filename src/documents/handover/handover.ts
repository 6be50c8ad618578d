/** The request to one team: the causes that the team can fix, the rules, and the place of measurement. */
import type { Device } from '../../model/devices.ts';
import type { Finding, Owner } from '../../model/finding.ts';
import type { Exemption, Handover, HandoverItem, RequiredConnection } from '../../model/handover.ts';
import { hostFactsOf } from '../../model/observation.ts';
import type { Report } from '../../model/report.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Session } from '../../model/session.ts';
import type { ProgramRoutes } from '../proxies/program-routes.ts';
import { momentText } from '../words/quantity.ts';
import { joined } from '../words/say.ts';
import { requirementsText } from '../words/words.ts';
import { aboutGitpod, idLines } from './about.ts';
import { connections } from './connections.ts';
import { devicesOf } from './devices.ts';
import { listWithEntries } from './no-proxy-list.ts';
import { exemptionsOf, interceptions, isNotNeededHere, openingsOf } from './openings.ts';
import { stakesOf } from './stakes.ts';
import { isForOthers, isWorking, placeWords } from './words.ts';

/** What a request is made from: the session of the report, and the routes of programs in masked form. */
export interface HandoverSource {
  session: Session;
  ways: ProgramRoutes;
  /** All requirements, for a session that contains only those of a few areas. */
  requirements?: readonly Requirement[];
  /** Devices that the user named, instead of those that the measurement identified. */
  devices?: readonly Device[];
}

/** Causes whose fix involves NO_PROXY. */
const PROXY_CAUSES: ReadonlySet<string> = new Set([
  ...['GD102', 'GD103', 'GD104', 'GD105', 'GD106', 'GD107', 'GD109', 'GD110', 'GD111', 'GD112', 'GD113'],
  ...['GD119', 'GD120', 'GD131', 'GD132', 'GD508', 'GD606'],
]);

/** `only`: the request is limited to this finding. */
export function createHandover(
  report: Report,
  { session, ways, requirements = session.requirements, devices: stated }: HandoverSource,
  owner: Owner,
  only: string | null = null,
): Handover {
  const elsewhere = new Set(report.requirements.filter(isNotNeededHere).map(({ id }) => id));
  // A cause that degrades this machine is included even if no requirement depends on it (a failing proxy script).
  const isNeededHere = ({ requirements, severity }: Finding) =>
    severity === 'degraded' || requirements.length === 0 || requirements.some((id) => !elsewhere.has(id));
  const isForNetwork = owner === 'network-team';
  const theirs = report.findings
    .filter(({ id, causedBy }) => (only === null ? causedBy === null : id === only))
    .filter(({ fixes }) => fixes.some((fix) => fix.owner === owner));
  const neededHere = theirs.filter((finding) => !isForNetwork || isNeededHere(finding));
  // A cause that breaks nothing here is included as advice, because its card says to send this request.
  const chosen = neededHere.length > 0 ? neededHere : theirs.filter(({ severity }) => severity === 'advice');
  const rules = isForNetwork ? openingsOf(report, only) : [];
  const inspected = isForNetwork ? exemptionsOf(report, only) : [];
  const ruled = new Set([...rules, ...inspected].map(({ finding }) => finding));
  const devices = isForOthers(owner) ? (stated ?? (isForNetwork ? devicesOf(report, chosen) : [])) : [];
  const asks = chosen.map((finding): HandoverItem => {
    const { id, code, name, title, why, severity, confidence, requirements, evidence } = finding;
    // Rules are listed separately, and only those for this machine.
    const fixes = finding.fixes.filter((fix) => fix.owner === owner).map((fix) => (ruled.has(id) ? { ...fix, command: null } : fix));
    return { finding: { id, code, name, title, why, severity, confidence, requirements, evidence }, fixes };
  });
  const wantsList = chosen.some(({ code }) => PROXY_CAUSES.has(code));
  const concerned = new Set(asks.flatMap(({ finding }) => finding.requirements));
  const all = asks.length > 0 && isForOthers(owner) ? requiredConnections(report, session, requirements, isForNetwork) : [];
  const isTheirs = (connection: RequiredConnection) => !isWorking(connection) && connection.rows.some((id) => concerned.has(id));
  const spared = [...inspected, ...untested(all, inspected)];
  return {
    owner,
    demo: session.demo,
    measured: measuredText(report),
    source: { place: report.profile.from, addresses: hostFactsOf(session.observations)?.ownAddresses ?? [] },
    about: owner === 'gitpod' ? aboutGitpod(report, session.profile) : idLines(session.profile),
    asks,
    stakes: stakesOf(report, asks),
    connections: isForNetwork ? all : all.filter(isTheirs),
    ...inboundOf(requirements, asks.length > 0 && isForOthers(owner)),
    devices: [...devices],
    openings: rules,
    exemptions: spared,
    noProxy: wantsList && asks.length > 0 && owner === 'you' && ways.proxy === 'set' ? listWithEntries(ways.suggested, asks) : null,
  };
}

/** `withOpenings`: also the hosts of all requested rules. */
/** Stated in each request to a team that can hold such a rule, because this machine cannot measure it. */
function inboundOf(requirements: readonly Requirement[], isAsked: boolean): Pick<Handover, 'inbound'> {
  const inbound = requirements.flatMap(({ id, title, inbound: rule }) =>
    rule === undefined ? [] : [{ ...rule, row: id, purpose: title }],
  );
  return isAsked && inbound.length > 0 ? { inbound } : {};
}

function requiredConnections(report: Report, session: Session, requirements: readonly Requirement[], withOpenings: boolean) {
  const openings = withOpenings ? openingsOf(report, null) : [];
  return connections(report, session, requirements, openings, new Set(interceptions(report, null).keys()));
}

/** Untested hosts on the route of inspected hosts: the same device inspects them, and they would need a second request. */
function untested(connections: readonly RequiredConnection[], [first]: readonly Exemption[]): Exemption[] {
  if (first === undefined) return [];
  const routes = new Set(connections.filter(({ state }) => state === 'intercepted').map(({ proxy }) => proxy));
  return connections
    .filter(({ state, protocol, port, proxy }) => state === 'not-measured' && protocol === 'tcp' && port === 443 && routes.has(proxy))
    .map(({ host, needed }) => ({ host, finding: first.finding, needed }));
}

/** Returns `5 Jan 2026, 09:00 UTC, from the runner, with gitpod-doctor 0.1.0; requirements of 23 Nov 2026`. */
function measuredText({ startedAt, profile, tool, catalog }: Report): string {
  const made = joined(', ', [
    momentText(startedAt),
    profile.from !== null && `from ${placeWords('a', profile.from)}`,
    `with ${tool.name} ${tool.version}`,
  ]);
  const runner = catalog.editionIs === 'unsure' ? '; the kind of runner is not known' : '';
  return `${made}; ${requirementsText(catalog)}${runner}`;
}

/** True if nothing is requested of this team. Gitpod always gets the outcome. */
export function isEmpty({ asks, openings: rules, exemptions: spared, noProxy, owner }: Handover): boolean {
  return asks.length + rules.length + spared.length === 0 && noProxy === null && owner !== 'gitpod';
}
