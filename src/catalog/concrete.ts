/** Makes a requirement concrete for a profile: placeholders are replaced by regions, the account and the user's own addresses. */
import { partitionOf } from '../knowledge/aws/regions.ts';
import type { Profile } from '../model/profile.ts';
import type { Requirement, RequirementTarget } from '../model/requirement.ts';
import { urlTargetOf } from '../model/target.ts';
import type { Row, TargetTemplate } from './row.ts';

/** `editions` are those that have the requirement; absent if all have it. */
export function requirementOfRow(row: Row, profile: Profile, editions?: Requirement['editions']): Requirement {
  const found = row.targets.map((template) => fill(template, profile));
  const targets = found.flatMap((part) => part.targets);
  const missing = found.find((part) => part.missing !== null)?.missing ?? stillNeeded(row, profile);
  const { id, area, title, section, endpoint, level, conditions, neededFrom, consumer, discovery, proof, origin } = row;
  const inbound = row.inbound === undefined ? {} : { inbound: row.inbound };
  const direct = row.direct === undefined ? {} : { direct: row.direct };
  return {
    id,
    area,
    title,
    section,
    endpoint,
    level,
    conditions,
    neededFrom,
    consumer,
    targets,
    discovery,
    proof,
    missing,
    origin,
    ...inbound,
    ...direct,
    ...(editions && { editions }),
  };
}

interface Filled {
  targets: RequirementTarget[];
  missing: Requirement['missing'];
}

function fill(template: TargetTemplate, profile: Profile): Filled {
  if ('target' in template)
    return { targets: [{ target: template.target, standsFor: template.standsFor ?? null, ...recordedIn(template) }], missing: null };
  if ('runnerDomain' in template) {
    if (profile.runnerDomain === undefined) return { targets: [], missing: 'runner-domain' };
    const target = urlTargetOf(`https://${template.runnerDomain}${profile.runnerDomain}`);
    return { targets: target === null ? [] : [{ target, standsFor: template.standsFor ?? null }], missing: null };
  }
  if ('environmentPort' in template) {
    const host = profile.environmentAddress;
    if (host === undefined) return { targets: [], missing: 'environment-address' };
    const speaks = template.speaks === undefined ? {} : { speaks: template.speaks };
    return { targets: [{ target: { kind: 'tcp', host, port: template.environmentPort, ...speaks }, standsFor: null }], missing: null };
  }
  if ('named' in template) {
    const targets = profile[template.named].flatMap(namedTarget);
    return { targets, missing: targets.length === 0 ? template.named : null };
  }
  return fillUrl(template, profile);
}

function fillUrl(template: Extract<TargetTemplate, { url: string }>, profile: Profile): Filled {
  const { url, standsFor = null } = template;
  const regions = url.includes('<region>') ? profile.regions.filter(isRegion) : [''];
  if (regions.length === 0) return { targets: [], missing: 'region' };
  const account = profile.account !== null && /^\d{12}$/.test(profile.account) ? profile.account : null;
  if (url.includes('<account-id>') && account === null) return { targets: [], missing: 'account' };
  const targets = regions.flatMap((region) => {
    const written = inPartition(url, region)
      .replaceAll('<region>', region)
      .replaceAll('<account-id>', account ?? '');
    const target = urlTargetOf(written);
    return target === null ? [] : [{ target, standsFor, ...recordedIn(template) }];
  });
  return { targets, missing: null };
}

function recordedIn({ recorded }: Extract<TargetTemplate, { recorded?: unknown }>): Pick<RequirementTarget, 'recorded'> {
  return recorded === undefined ? {} : { recorded };
}

/** The target for an address that the user typed. Without a scheme it is https; text that is not a URL gives no target. */
function namedTarget(text: string): RequirementTarget[] {
  const target = urlTargetOf(text.includes('://') ? text : `https://${text}`);
  return target === null ? [] : [{ target, standsFor: null }];
}

/** Checks the form only: an AWS call shows whether the region exists. */
function isRegion(region: string): boolean {
  return /^[a-z]{2,}(-[a-z0-9]+)+$/.test(region);
}

/**
 * Adapts a URL to the region's partition. The access requirements have the names of the partition `aws`, and others have other suffixes.
 */
function inPartition(url: string, region: string): string {
  return url.replace('amazonaws.com', partitionOf(region).suffix);
}

function stillNeeded(row: Row, profile: Profile): Requirement['missing'] {
  return row.needs === 'ssh-alias' && profile.sshAlias.length === 0 ? 'ssh-alias' : null;
}
