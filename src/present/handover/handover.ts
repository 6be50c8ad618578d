/** What is asked of one team: the causes that it can remove, the rules that it has to make, and where it was measured. */
import type { Finding, Fix, Owner } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import type { Session } from '../../model/session.ts';
import type { ProxyWays, SuggestedLists } from '../proxy-ways.ts';
import { placeWords } from '../words.ts';
import { inspectedHosts, type Opening, openings } from './openings.ts';

export interface Ask {
  finding: Pick<Finding, 'code' | 'name' | 'title' | 'why' | 'severity' | 'confidence' | 'evidence'>;
  fixes: Fix[];
}

/** Plain data: every format says the same. */
export interface Handover {
  owner: Owner;
  /** Where, when and by what it was measured, in one line. */
  measured: string;
  asks: Ask[];
  /** For the network team alone. */
  openings: Opening[];
  inspected: string[];
  /** The list that works for every program; null where none is wanting. */
  noProxy: SuggestedLists | null;
  /** For Gitpod alone: the outcome, and the ids that support looks for. */
  about: string[];
}

type Told = Pick<Session['profile'], 'runnerId' | 'runnerVersion' | 'environmentId' | 'ticket' | 'note'>;

const NO_PROXY_CAUSES: ReadonlySet<string> = new Set(['GD111', 'GD112', 'GD113', 'GD606']);

export function handover(report: Report, owner: Owner, profile: Told, ways: ProxyWays): Handover {
  const asks = report.findings
    .filter(({ causedBy }) => causedBy === null)
    .map((finding) => ({ finding, fixes: finding.fixes.filter((fix) => fix.owner === owner) }))
    .filter(({ fixes }) => fixes.length > 0);
  const isForNetwork = owner === 'network-team';
  const wantsList = report.findings.some(({ code }) => NO_PROXY_CAUSES.has(code));
  return {
    owner,
    measured: `${report.startedAt}, from ${placeWords(report.profile)}, by ${report.tool.name} ${report.tool.version}, list of ${report.catalog.version}`,
    asks,
    openings: isForNetwork ? openings(report) : [],
    inspected: isForNetwork ? inspectedHosts(report) : [],
    noProxy: wantsList && ways.proxy === 'set' && (isForNetwork || owner === 'you') ? ways.suggested : null,
    about: owner === 'gitpod' ? aboutLines(report, profile) : [],
  };
}

/** Nothing is asked of this team. */
export function isEmpty({ asks, openings: rules, inspected, noProxy, owner }: Handover): boolean {
  return asks.length + rules.length + inspected.length === 0 && noProxy === null && owner !== 'gitpod';
}

function aboutLines({ summary, findings }: Report, told: Told): string[] {
  const named: [string, string | null][] = [
    ['Ticket', told.ticket],
    ['Runner', told.runnerId],
    ['Runner version', told.runnerVersion],
    ['Environment', told.environmentId],
    ['Note', told.note],
  ];
  return [
    `Outcome: ${summary.outcome}; ${summary.met} met, ${summary.unmet} not met, ${summary.unknown} open, of the rows that count`,
    ...named.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`])),
    ...findings.filter(({ causedBy }) => causedBy === null).map(({ code, name, title }) => `Cause: ${title} (${code} ${name})`),
  ];
}
