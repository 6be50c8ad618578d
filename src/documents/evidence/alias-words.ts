/** How one alias works on this machine: the typed name, the matching section, what ssh does, and the line that sets each value. */
import { ESTIMATED_REMARK, estimatedText, vsCodeListText } from '../../knowledge/ssh-words.ts';
import { type ConfigPlace, type IncludeLine, KEYWORD_SPELLING, type SettingSource, type SshConfigFacts } from '../../model/ssh/index.ts';
import { joined, type Say, toList } from '../words/say.ts';
import type { EvidenceLine } from './evidence-line.ts';

/** Says that only ssh knows an alias. Said once, where the name is explained. */
const ONLY_SSH = 'only ssh knows this name; ping, nslookup and browsers do not';

export function aliasLines(facts: SshConfigFacts, say: Say): EvidenceLine[] {
  const { asked, client, effective, sections, includes, shadowed, nearest, wouldStand, isTyped } = facts;
  if (asked === null) return [{ label: 'alias', text: 'no name was given, and no section of Gitpod’s is configured' }];
  const applied = sections.filter((section) => section.applied === true);
  const mask = (text: string) => say`${text}`;
  const lines: EvidenceLine[] = [{ label: isTyped ? 'typed' : 'example', text: `${say`${asked}`} (${ONLY_SSH})` }];
  // Without an ssh client it is unknown which sections apply.
  if (client !== null) {
    lines.push({
      label: 'section',
      text:
        applied.length === 0
          ? 'none of Gitpod’s matches'
          : toList(applied.map(({ patterns, place }) => say`Host ${patterns.join(' ')} at ${placeText(place)}`)),
    });
  }
  if (facts.estimate !== undefined)
    lines.push({ label: 'estimate', text: `ssh ${estimatedText(asked, facts.estimate, mask)} (${ESTIMATED_REMARK})` });
  if (effective !== null) lines.push(...effectiveLines(facts, effective, say));
  for (const { state, place, pattern } of includes.filter((line) => line.isOurs && line.state !== 'live')) {
    lines.push({ label: 'include', text: `${say`${pattern} at ${placeText(place)}`} ${INCLUDE_WORDS[state]}` });
  }
  for (const { keyword, winnerKeyword, winner, loser } of shadowed) {
    const to = keyword === winnerKeyword ? 'the one' : KEYWORD_SPELLING[winnerKeyword];
    lines.push({
      label: 'lost',
      text: `${KEYWORD_SPELLING[keyword]} ${say`at ${placeText(loser)}`}, to ${to} ${say`${sourceText(winner)}`}`,
    });
  }
  if (nearest !== null) lines.push({ label: 'nearest', text: say`${nearest.pattern} at ${placeText(nearest.place)}` });
  if (effective !== null && applied.length === 0 && wouldStand !== null) {
    lines.push({ label: 'belongs', text: say`a section for this name, or an Include that leads to one, at ${placeText(wouldStand)}` });
  }
  const list = facts.listedByVsCode === undefined ? null : vsCodeListText(facts.listedByVsCode, mask);
  if (list !== null) lines.push({ label: 'vs code', text: list });
  if (client !== null)
    lines.push({ label: 'client', text: joined(', ', [say`${client.path}`, client.version !== null && say`${client.version}`]) });
  return lines;
}

function effectiveLines(facts: SshConfigFacts, effective: Effective, say: Say): EvidenceLine[] {
  const { user } = effective;
  return [
    { label: 'ssh then', text: sshRouteText(facts, effective, say) },
    { label: 'as', text: say`${user.value}, ${sourceText(user.source)}` },
  ];
}

type Effective = NonNullable<SshConfigFacts['effective']>;

/** What ssh does with the name: `connects to …`, `connects through …`. */
export function sshRouteText(
  { branch }: Pick<SshConfigFacts, 'branch'>,
  { hostname, port, proxyCommand, proxyJump }: Effective,
  say: Say,
): string {
  if (branch === 'address') return say`connects to ${hostname.value} port ${port.value}, ${sourceText(hostname.source)}`;
  if (branch === 'proxy-command' && proxyCommand !== null)
    return say`connects through ${proxyCommand.program}, ${sourceText(proxyCommand.source)}`;
  if (branch === 'jump' && proxyJump !== null)
    return say`connects through ${proxyJump.hops.join(', then ')}, ${sourceText(proxyJump.source)}`;
  return 'looks it up in DNS, like any other host';
}

/** Whether the Include of Gitpod's configuration has an effect. */
export const INCLUDE_WORDS = {
  live: 'counts',
  'dead-block': 'applies only to the section above the Include',
  'not-reached': 'is in a file that ssh does not read',
  commented: 'is switched off by a #',
  'matches-nothing': 'leads to no file',
  unresolved: 'was not reached: ssh stopped before it',
} as const satisfies Record<IncludeLine['state'], string>;

export function placeText({ file, line }: ConfigPlace): string {
  return `${file}:${line}`;
}

const SOURCES = {
  'command-line': 'given on the command line',
  default: 'ssh’s own default',
  unknown: 'set by a line that ssh does not name',
} as const;

export function sourceText(source: SettingSource): string {
  return source.by === 'file' ? `set at ${placeText(source)}` : SOURCES[source.by];
}
