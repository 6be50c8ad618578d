/** What is asked of one team: the causes that it can remove, the rules that it has to make, and where it was measured. */
import type { Fix, Owner } from '../../model/finding.ts';
import type { Ask, Handover } from '../../model/handover.ts';
import type { Report } from '../../model/report.ts';
import type { Session } from '../../model/session.ts';
import type { ProxyWays } from '../proxies/proxy-ways.ts';
import { placeWords } from '../words/words.ts';
import { aboutGitpod, idLines } from './about.ts';
import { exemptions, openings } from './openings.ts';

/** Where the report comes from: its session, and the ways of programs as they may be told. */
export interface Source {
  session: Session;
  ways: ProxyWays;
}

/** Causes of which NO_PROXY is a part. */
const PROXY_CAUSES: ReadonlySet<string> = new Set([
  ...['GD102', 'GD103', 'GD104', 'GD105', 'GD106', 'GD107', 'GD109', 'GD110', 'GD111', 'GD112', 'GD113'],
  ...['GD119', 'GD120', 'GD508', 'GD606'],
]);

/** `only`: restricted to one finding, for who sends one request for one cause. */
export function handover(report: Report, { session, ways }: Source, owner: Owner, only: string | null = null): Handover {
  const chosen = report.findings.filter(({ id, causedBy }) => (only === null ? causedBy === null : id === only));
  const isForNetwork = owner === 'network-team';
  const rules = isForNetwork ? openings(report, only) : [];
  const spared = isForNetwork ? exemptions(report, only) : [];
  const named = [...rules.flatMap(({ host, allow }) => [host, ...allow]), ...spared.map(({ host }) => host)];
  const asks = chosen
    .map((finding): Ask => {
      const { id, code, name, title, why, severity, confidence, requirements, evidence } = finding;
      const fixes = finding.fixes.filter((fix) => fix.owner === owner).map((fix) => withoutRules(fix, named));
      return { finding: { id, code, name, title, why, severity, confidence, requirements, evidence }, fixes };
    })
    .filter(({ fixes }) => fixes.length > 0);
  const wantsList = chosen.some(({ code }) => PROXY_CAUSES.has(code));
  const readsList = asks.length > 0 && (isForNetwork || owner === 'you');
  return {
    owner,
    measured: `${report.startedAt}, from ${placeWords(report.profile)}, by ${report.tool.name} ${report.tool.version}, list of ${report.catalog.version}`,
    source: { place: report.profile.from, addresses: ownAddresses(session) },
    about: owner === 'gitpod' ? aboutGitpod(report, session.profile) : idLines(session.profile),
    asks,
    openings: rules,
    exemptions: spared,
    noProxy: wantsList && readsList && ways.proxy === 'set' ? ways.suggested : null,
  };
}

/** Nothing is asked of this team. Gitpod is always told the outcome. */
export function isEmpty({ asks, openings: rules, exemptions: spared, noProxy, owner }: Handover): boolean {
  return asks.length + rules.length + spared.length === 0 && noProxy === null && owner !== 'gitpod';
}

/** A line that says of one host what the rules beside it say is left out: nobody wants to compare two lists. */
function withoutRules(fix: Fix, named: readonly string[]): Fix {
  if (fix.command === null || named.length === 0) return fix;
  const isRule = (word: string) => named.some((host) => word === host || word.startsWith(`https://${host}/`));
  const kept = fix.command.split('\n').filter((line) => !line.split(/\s+/).some(isRule));
  return { ...fix, command: kept.length === 0 ? null : kept.join('\n') };
}

function ownAddresses({ observations }: Session): Handover['source']['addresses'] {
  const host = observations.findLast((observation) => observation.probe === 'host');
  return host?.probe === 'host' ? (host.facts?.ownAddresses ?? []) : [];
}
