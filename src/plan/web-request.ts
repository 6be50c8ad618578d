/** The request for one URL of a requirement, with the method, expectation, trust and route that follow from the requirement. */
import { CONSUMER_VERIFIER } from '../knowledge/certificates/rules.ts';
import { SOCKS_USES, socksScheme } from '../knowledge/proxies/socks-programs.ts';
import { CONSUMER_TRUST } from '../model/consumer.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import { OWN_TRUST_LISTS } from '../model/program-trust.ts';
import type { Proof, Requirement, RequirementTarget } from '../model/requirement.ts';
import { DIRECT, isSocks, type Route, type Target, targetText, withLookup } from '../model/target.ts';
import type { Machine } from './machine.ts';
import { request } from './request.ts';
import { routeOf } from './route.ts';

type WebTarget = Extract<Target, { kind: 'https' | 'http' }>;

/** The metadata service is on the host itself and answers within milliseconds or not at all. On confirmed EC2 it gets the usual timeout. */
const METADATA_MS = 300;

export function webRequest(row: Requirement, target: WebTarget, standsFor: RequirementTarget['standsFor'], machine: Machine): ProbeRequest {
  const ownList = OWN_TRUST_LISTS[row.consumer];
  return request({
    probe: target.kind,
    target,
    route: row.direct ? DIRECT : asConsumer(row, routeOf(target, machine), machine),
    requirements: [row.id],
    trust: [...CONSUMER_TRUST[row.consumer]],
    verifier: CONSUMER_VERIFIER[row.consumer],
    ...(ownList === undefined ? {} : { ownList }),
    proof: proofOf(row.proof, target, standsFor),
    method: isFurtherStandIn(row, target, standsFor) ? 'HEAD' : methodOf(row.proof, target),
    stageMs: row.area === 'imds' && machine.ec2 !== true ? METADATA_MS : null,
    nameIsOurs: isOurName(row, standsFor),
  });
}

/** With `socks5://` or `socks4://` in a variable, git looks up the host itself, while a Go program leaves the lookup to the proxy. */
function asConsumer({ consumer }: Requirement, route: Route, { proxies }: Machine): Route {
  if (consumer !== 'git' || route.via !== 'proxy' || !isSocks(route.proxy)) return route;
  const { host, port } = route.proxy;
  const schemes = proxies.flatMap((variable) => (variable.host === host && variable.port === port ? (socksScheme(variable) ?? []) : []));
  const isLocal = schemes.length > 0 && schemes.every((scheme) => SOCKS_USES.git[scheme] === 'address');
  return isLocal ? { via: 'proxy', proxy: withLookup(route.proxy, 'client') } : route;
}

/** For a wildcard the host name is invented, so any answer is enough, and redirects from a bare `/` (a home page) are not followed. */
function proofOf(proof: Proof, target: WebTarget, standsFor: string | null): Proof {
  return {
    ...proof,
    status: standsFor === null ? proof.status : 'any',
    followRedirects: proof.followRedirects && target.path !== '/',
  };
}

/** GET if the body is informative (a commit, a manifest, a block page); HEAD for a large download, because its headers are enough. */
function methodOf(proof: Proof, target: WebTarget): ProbeRequest['method'] {
  const isArtifact = proof.followRedirects && proof.status !== 'registry' && target.path !== '/' && !/\.(json|sha256)$/.test(target.path);
  return isArtifact ? 'HEAD' : 'GET';
}

/** Of several names for one wildcard, only the first gets a GET, because reading the others' pages would leave no budget for retries. */
function isFurtherStandIn({ targets: [first] }: Requirement, target: WebTarget, standsFor: string | null): boolean {
  return standsFor !== null && first !== undefined && targetText(first.target) !== targetText(target);
}

/** A name that we invented below a wildcard. A name on a host of the access requirements is not invented. */
function isOurName(row: Requirement, standsFor: string | null): boolean {
  return standsFor !== null && /^https?:\/\/[^/]*\*/.test(row.endpoint);
}
