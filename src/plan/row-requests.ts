/** The requests of one requirement: its targets, the lookups, and a consented download. */

import { doesApply } from '../knowledge/applicability.ts';
import { LIGHTHOUSES } from '../knowledge/gateway.ts';
import { documentedExceptions } from '../knowledge/no-proxy/exceptions.ts';
import { addressFamily } from '../model/address.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import { ANY_ANSWER, type Requirement, type RequirementTarget } from '../model/requirement.ts';
import type { Session } from '../model/session.ts';
import { DIRECT, type Target, targetHost } from '../model/target.ts';
import { dropUnaffordable } from './budget.ts';
import { targetsOf } from './discovered.ts';
import type { Machine } from './machine.ts';
import { proxyRequests } from './proxy-requests.ts';
import { control, mergeRequests, request } from './request.ts';
import { resolverRequests } from './resolver-requests.ts';
import { aliasRequests } from './ssh/aliases.ts';
import { webRequest } from './web-request.ts';

/** Empty for a requirement that does not apply here or needs an answer from the user. */
export function rowRequests(row: Requirement, session: Session, machine: Machine): ProbeRequest[] {
  // If the user typed no alias, the configured families are read and shown.
  if (row.area === 'ssh') return aliasRequests(row, session);
  if (row.missing !== null || row.inbound !== undefined || doesApply(row, session.profile, machine.ec2) === false) return [];
  if (row.id === 'proxy.reachable') return proxyRequests(row, session, machine).flatMap((each) => [...nameRequests(row, each), each]);
  if (row.id === 'proxy.no-proxy') return exceptionControls(row, session, machine);
  if (row.id === 'dns.resolvers') return resolverRequests(row, machine);
  const own = targetsOf(row, session).flatMap((entry) => targetRequests(row, entry, session, machine));
  return dropUnaffordable(mergeRequests([...own, ...lighthouseNames(row), ...farEnd(row, session)]));
}

/** The same datagram to the user's own listener outside the firewall (`listen`). */
function farEnd(row: Requirement, { profile }: Session): ProbeRequest[] {
  const first = row.targets.find(({ target }) => target.kind === 'udp')?.target;
  if (profile.farEnd === undefined || first?.kind !== 'udp') return [];
  return [control('far-end', { probe: 'udp', target: { kind: 'udp', address: profile.farEnd, port: first.port }, requirements: [row.id] })];
}

/**
 * The host probe measures this machine once for all requirements. The AWS ladder measures AMI requirements, and the SSH ladder measures
 * aliases.
 */
function targetRequests(row: Requirement, { target, standsFor }: RequirementTarget, session: Session, machine: Machine): ProbeRequest[] {
  switch (target.kind) {
    case 'https':
    case 'http': {
      const web = webRequest(row, target, standsFor, machine);
      const download = checksumDownload(web, session);
      return [...nameRequests(row, web), web, ...directControl(row, web), ...(download === null ? [] : [download])];
    }
    case 'tcp':
      return [...nameOf(row, target, false), request({ probe: 'tcp', target, requirements: [row.id] })];
    case 'udp':
      return [request({ probe: 'udp', target, requirements: [row.id] })];
    case 'name':
      return nameOf(row, target, standsFor !== null);
    case 'ami':
    case 'aws':
    case 'ssh-alias':
    case 'script':
    case 'host':
    case 'unusable':
      return [];
  }
}

/** A proxy resolves the hosts behind it, so only the proxy's own name must resolve here. */
function nameRequests(row: Requirement, web: ProbeRequest): ProbeRequest[] {
  if (web.route.via === 'proxy') return nameOf(row, { kind: 'name', host: web.route.proxy.host }, false);
  return nameOf(row, web.target, web.nameIsOurs);
}

function nameOf(row: Requirement, target: Target, nameIsOurs: boolean): ProbeRequest[] {
  const host = targetHost(target);
  if (host === null || addressFamily(host) !== null) return [];
  return [request({ probe: 'dns', target: { kind: 'name', host }, requirements: [row.id], nameIsOurs })];
}

/**
 * The access requirements list these hosts for NO_PROXY, so the direct route must work. If Go's rules take the proxy, this measures the
 * direct route too, so that a change of NO_PROXY is never advised for a blocked route.
 */
function directControl(row: Requirement, web: ProbeRequest): ProbeRequest[] {
  const isOnDocumentedList = row.area === 'aws' || row.area === 'imds' || row.area === 'management';
  if (!isOnDocumentedList || web.route.via !== 'proxy') return [];
  // Any answer is enough, so no body is read.
  return [control('other-route', { ...web, route: DIRECT, method: 'HEAD', proof: ANY_ANSWER })];
}

/**
 * The direct controls of the NO_PROXY requirement. They are needed because most walks measure only some destinations of the documented
 * list.
 */
function exceptionControls(row: Requirement, session: Session, machine: Machine): ProbeRequest[] {
  const hosts = new Set(documentedExceptions(session.profile.regions, session.profile.edition).map(({ url }) => url.host));
  const listed = session.requirements.flatMap((other) =>
    other.targets.flatMap(({ target, standsFor }) =>
      target.kind === 'https' && target.port === 443 && hosts.has(target.host)
        ? directControl(other, webRequest(other, target, standsFor, machine))
        : [],
    ),
  );
  return mergeRequests(listed.map((direct) => ({ ...direct, requirements: [row.id] })));
}

/** Published names that resolve elsewhere show that the catalogue is outdated, even if its addresses still answer. */
function lighthouseNames(row: Requirement): ProbeRequest[] {
  if (row.id !== 'gateway.udp-4242' || row.origin !== 'document') return [];
  return LIGHTHOUSES.map((host) =>
    control('lighthouse-name', { probe: 'dns', target: { kind: 'name', host }, requirements: [row.id], nameIsOurs: true }),
  );
}

/** A file with a published digest (`….sha256`), if the user consented to the download. */
function checksumDownload(web: ProbeRequest, session: Session): ProbeRequest | null {
  if (web.target.kind !== 'https' || !session.profile.consents.includes('download')) return null;
  const checksumUrl = `${web.target.url}.sha256`;
  if (!session.requirements.some((row) => row.endpoint === checksumUrl)) return null;
  return request({ ...web, probe: 'download', method: 'GET', checksumUrl });
}
