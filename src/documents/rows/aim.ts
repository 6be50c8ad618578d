/** The label of a row: the protocol in one word, and the target. */
import type { Requirement } from '../../model/requirement.ts';
import { hostPort, type Target, targetText } from '../../model/target.ts';
import type { Mask } from '../words/say.ts';
import { urlText } from '../words/url-text.ts';

/**
 * The labels of probe and target for a row. A row about this machine has the title of its requirement, which in a report is the sender's
 * text.
 */
export function targetLabels(requirement: Requirement, target: Target, probe: string | null, mask: Mask): { what: string; target: string } {
  switch (target.kind) {
    case 'https':
    case 'http': {
      const standard = target.kind === 'https' ? 443 : 80;
      const protocol = probe === 'download' ? 'FILE' : target.kind.toUpperCase();
      return {
        what: target.port === standard ? protocol : `${protocol} ${target.port}`,
        target: urlText(target.host, target.path === '/' ? '' : target.path, mask),
      };
    }
    case 'tcp':
      return { what: `TCP ${target.port}`, target: mask(target.host) };
    case 'udp':
      return { what: `UDP ${target.port}`, target: mask(target.address) };
    case 'name':
      return { what: 'DNS', target: mask(target.host) };
    case 'unusable':
      return { what: 'NO HOST', target: mask(target.text) };
    case 'ami':
      return { what: 'AMI', target: mask(targetText(target)) };
    case 'aws':
      return { what: 'AWS', target: mask(targetText(target)) };
    case 'ssh-alias':
      return { what: probe === 'ssh-config' ? 'SSH CONFIG' : 'SSH', target: mask(target.pattern) };
    case 'script':
      return { what: 'PAC', target: mask(target.url === 'file:' ? targetText(target) : target.url) };
    case 'host':
      return probe === 'aws-credentials'
        ? { what: 'AWS', target: 'credentials on this machine' }
        : { what: 'HOST', target: mask(requirement.title) };
  }
}

/** The requested target, including its path. */
export function targetKey(target: Target): string {
  return target.kind === 'https' || target.kind === 'http' ? `${endpointKey(target)}${target.path}` : targetText(target);
}

/** The requested endpoint without its path, because a probe can refine the path, and a typed alias replaces the alias pattern. */
export function endpointKey(target: Target): string {
  if (target.kind === 'ssh-alias') return target.kind;
  return target.kind === 'https' || target.kind === 'http' ? `${target.kind} ${hostPort(target.host, target.port)}` : targetText(target);
}
