/** One request for each proxy script: what does it return for the hosts of the programs that read it? */
import { doesApply, isNeededHere } from '../knowledge/applicability.ts';
import { readerOf, scriptReaders } from '../knowledge/proxies/script-readers.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Session } from '../model/session.ts';
import type { Target } from '../model/target.ts';
import type { Machine } from './machine.ts';
import { request } from './request.ts';

const MAX_SCRIPTS = 6;
const MAX_URLS = 32;

/**
 * Empty if there is no script, or if no program of the requested requirements reads scripts. The script is evaluated for the whole list at
 * once, because this costs no connection and a walk requests the requirements in parts.
 */
export function scriptRequests(asked: readonly Requirement[], session: Session, machine: Machine): ProbeRequest[] {
  return (machine.proxyScripts ?? []).slice(0, MAX_SCRIPTS).flatMap((named) => {
    const readers = scriptReaders(named, machine);
    const isRead = (row: Requirement) => {
      const reader = readerOf(row, session.profile);
      return reader !== null && readers.includes(reader);
    };
    const requirements = asked.filter((row) => row.id === 'proxy.reachable' || isRead(row)).map(({ id }) => id);
    if (requirements.length === 0) return [];
    const needed = session.requirements.filter(
      (row) => isRead(row) && doesApply(row, session.profile, machine.ec2) !== false && isNeededHere(row, session.profile),
    );
    const urls = new Set(needed.flatMap((row) => row.targets.flatMap(({ target }) => originOf(target))));
    const target = { kind: 'script' as const, url: named.url, number: named.number };
    return request({ probe: 'proxy-script', target, requirements, role: 'control', script: { urls: [...urls].slice(0, MAX_URLS) } });
  });
}

function originOf(target: Target): string[] {
  if (target.kind !== 'https' && target.kind !== 'http') return [];
  return [`${new URL(target.url).origin}/`];
}
