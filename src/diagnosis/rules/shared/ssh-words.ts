/** Phrases of the SSH findings: locations in files, how ssh resolves a name, and a change as text to copy. */
import { ESTIMATED_REMARK, estimatedText } from '../../../knowledge/ssh-words.ts';
import { type Command, command, listing, type PastableText, pathWord } from '../../../model/command/index.ts';
import {
  type ConfigPatch,
  type ConfigPlace,
  KEYWORD_SPELLING,
  type SettingSource,
  type ShadowedSetting,
  type SshConfigFacts,
  unifiedDiff,
} from '../../../model/ssh/index.ts';
import { type AliasCase, addressOf } from '../../facts/ssh-aliases.ts';
import type { UnevaluatedSetting } from '../../facts/ssh-includes.ts';
import type { FixDraft } from '../rule.ts';

export function placeText({ file, line }: ConfigPlace): string {
  return `${file}:${line}`;
}

export function sourceText(source: SettingSource): string {
  switch (source.by) {
    case 'file':
      return placeText(source);
    case 'command-line':
      return 'the command line';
    case 'default':
      return 'ssh’s default';
    case 'unknown':
      return 'a line that ssh does not name';
  }
}

/** Why it is unknown how ssh resolves this alias. */
export function unevaluatedText(open: UnevaluatedSetting): string {
  if (open.by === 'canonical') return `ssh would ask DNS for another form of the name (${sourceText(open.source)}), which was not tried.`;
  return `A command decides which lines apply${open.at === null ? '' : ` (Match exec at ${placeText(open.at)})`}. This command was not run.`;
}

export interface ConfigFix {
  change: PastableText;
  file: string;
  proved: boolean | null;
}

/** The first change that worked, otherwise the first that could not be tried. Changes that did not help are left out. */
export function configFixOf(facts: SshConfigFacts | null, reasons: readonly ConfigPatch['reason'][]): ConfigFix | null {
  const fit = (facts?.patches ?? []).filter(({ reason, proved }) => reasons.includes(reason) && proved !== false);
  const best = fit.find(({ proved }) => proved === true) ?? fit[0];
  return best === undefined ? null : { change: changeOf(best), file: best.file, proved: best.proved };
}

/** The change as a diff; for a byte order mark, which a diff cannot show, the command that removes it. */
function changeOf(patch: ConfigPatch): PastableText {
  if (patch.reason !== 'remove-bom') return listing('change', unifiedDiff(patch).trimEnd());
  const file = pathWord(patch.file);
  const copy = pathWord(`${patch.file}.without-mark`);
  return command`tail -c +4 ${file} > ${copy} && cat ${copy} > ${file} && rm ${copy}`;
}

/** The change as a fix for the user, in words if there is no patch. */
export function patchFix(patch: ConfigFix | null, otherwise: string): FixDraft {
  if (patch === null) return { owner: 'you', text: otherwise };
  const tried =
    patch.proved === true
      ? 'Tested on a copy of the file: with this change, ssh reads the name correctly.'
      : 'The change could not be tested here, so check it with ssh -G afterwards.';
  return {
    owner: 'you',
    text: `Change ${patch.file} as shown under “How to fix it”; gitpod-doctor changed nothing. ${tried}`,
    command: patch.change,
  };
}

/** Explains a name that contains typographic quotes, which an editor or a chat inserted; empty for other names. */
export function typographicQuotesText(name: string | null): string[] {
  return name !== null && /[\u2018\u2019\u201c\u201d]/.test(name)
    ? ['The name has typographic quotes, which ssh reads as part of the name.']
    : [];
}

/** `ssh -G` for this alias, for the user to run. */
export function sshConfigCommand(alias: string): Command {
  return command`ssh -G -- ${alias}`;
}

/** How ssh resolves the name on this machine, in one line: the matching section, and where ssh connects. */
export function resolutionText(alias: string, facts: SshConfigFacts | null): string {
  // The user name is left out, because masking of text does not cover names of one or two letters.
  if (facts?.estimate !== undefined)
    return `${alias}: ssh ${estimatedText(alias, { ...facts.estimate, user: null })} (${ESTIMATED_REMARK}).`;
  if (facts === null || facts.effective === null) return `${alias}: ssh did not resolve this name.`;
  const { effective, sections, branch } = facts;
  const applied = sections.filter((section) => section.applied === true).map(({ place }) => placeText(place));
  const [one, ...more] = applied;
  const from =
    one === undefined
      ? 'no section of Gitpod’s matches'
      : more.length === 0
        ? `the section at ${one} matches`
        : `the sections at ${applied.join(' and ')} match`;
  return `${alias}: ${from}, so ssh ${sshRouteText(branch, effective)}.`;
}

function sshRouteText(branch: SshConfigFacts['branch'], effective: NonNullable<SshConfigFacts['effective']>): string {
  switch (branch) {
    case 'address':
      return `connects to ${effective.hostname.value} port ${effective.port.value} (${sourceText(effective.hostname.source)})`;
    case 'proxy-command':
      return `connects through ${effective.proxyCommand?.program ?? 'a program'} (${sourceText(effective.proxyCommand?.source ?? { by: 'unknown' })})`;
    case 'jump':
      return `connects through ${effective.proxyJump?.hops.join(', then ') ?? 'another host'} (${sourceText(effective.proxyJump?.source ?? { by: 'unknown' })})`;
    default:
      return 'looks it up in DNS, like any other host';
  }
}

/** The overridden line and the line that overrides it. */
export function overriddenText({ keyword, winnerKeyword, winner, loser }: ShadowedSetting): string {
  const by = keyword === winnerKeyword ? 'the line ' : `${KEYWORD_SPELLING[winnerKeyword]} `;
  return `${KEYWORD_SPELLING[keyword]} at ${placeText(loser)} is ignored: ${by}at ${sourceText(winner)} comes first.`;
}

/** `host port N`, or the alias itself if it connects through a command. */
export function destinationText(alias: AliasCase): string {
  const address = addressOf(alias);
  return address === null ? alias.alias : `${address.host} port ${address.port}`;
}
