/** GD803: no configuration gives the typed name an address or a proxy. */

import { command } from '../../model/command/index.ts';
import { type NearestPattern, nameOf, type SshConfigFacts } from '../../model/ssh/index.ts';
import { aliasCases, failedIds } from '../facts/ssh-aliases.ts';
import {
  type AppliedSection,
  appliedSection,
  hasNoDestination,
  UNRESOLVED_KINDS,
  type UnevaluatedSetting,
  unevaluatedSetting,
  unreadSettings,
} from '../facts/ssh-includes.ts';
import { by, defineRule } from './rule.ts';
import { placeText, sourceText, unevaluatedText } from './shared/ssh-words.ts';
import { plural } from './shared/wording.ts';

interface Facts {
  alias: string;
  nearest: NearestPattern | null;
  /** `file:line` at which a section, or its Include, would belong. */
  wouldStand: string | null;
  filesRead: number;
  isFamily: boolean;
  applied: AppliedSection;
  /** The canonical name that DNS gave (CanonicalizeHostname), and the line that enables this. */
  canonical: { name: string; setAt: string } | null;
  undecided: UnevaluatedSetting | null;
}

export const sshAliasUnmatched = defineRule<Facts>({
  code: 'GD803',
  excludes: { 'ssh-include-dead': by.faults, 'name-not-found': by.faults },

  find(view) {
    return aliasCases(view).flatMap((alias) => {
      if (!hasNoDestination(alias.facts) || unreadSettings(alias.facts) !== null) return [];
      const accountsFor = failedIds(view, alias, UNRESOLVED_KINDS);
      if (accountsFor.length === 0) return [];
      const facts = factsOf(alias.alias, alias.facts);
      const confidence = facts.undecided === null ? ('certain' as const) : ('likely' as const);
      return [{ subject: alias.alias, confidence, accountsFor, facts }];
    });
  },

  summary: 'The SSH configuration gives the name no address and no proxy command.',
  why: 'An alias exists only in the SSH configuration. Its section applies only if the pattern matches the name exactly as typed, including case and suffix. If no section matches, ssh looks the name up in DNS, where aliases do not exist.',
  stops: 'The ssh client and everything that uses it end with “Could not resolve hostname”.',
  otherwise: 'ssh may find an address for the name in a way that was not tested',
  confusedWith: {
    'ssh-include-dead': 'the section exists, but ssh does not read its file; here ssh reads all files, but no section matches the name.',
    'name-not-found': 'the name is missing from DNS; here the name is an SSH alias, which DNS never contains.',
  },
  byHand: [
    {
      run: command`ssh -o BatchMode=yes -- <alias> true`,
      shows: 'Could not resolve hostname',
      tells: 'ssh looks the name up in DNS, because no section applies to it.',
    },
    {
      run: command`ssh -G -- <alias> | grep -ci '^proxycommand'`,
      shows: '0',
      tells: 'No section sets a proxy command. Otherwise, the command prints 1.',
    },
  ],
  example: {
    alias: '<alias>',
    nearest: null,
    wouldStand: '<file>:<line>',
    filesRead: 2,
    isFamily: true,
    applied: { by: 'none' },
    canonical: null,
    undecided: null,
  },
  title: ({ alias, applied }) => {
    if (applied.by === 'none') return `No section of the SSH configuration applies to ${alias}`;
    const who = applied.by === 'section' ? `The section at ${placeText(applied.at)}` : 'The SSH configuration';
    return `${who} gives ${alias} neither an address nor a proxy`;
  },
  evidence: (facts) => [
    `${lookedUp(facts)}; ${plural(facts.filesRead, 'file was', 'files were')} read.`,
    facts.applied.by === 'section' &&
      `The section at ${placeText(facts.applied.at)} applies, but sets no other host name, proxy command or jump host.`,
    facts.undecided !== null && unevaluatedText(facts.undecided),
    facts.nearest !== null &&
      `The most similar pattern is ${facts.nearest.pattern} at ${placeText(facts.nearest.place)}: ${DIFFERENCES[facts.nearest.differsBy]}.`,
    facts.wouldStand !== null && `ssh expects a section for this name, or an Include that leads to one, at ${facts.wouldStand}.`,
  ],
  fixes: ({ alias, nearest, wouldStand, isFamily }) => [
    nearest?.meant != null && {
      owner: 'you',
      text: `Type the name as the section spells it: ${nearest.meant}${CHANGES[nearest.differsBy]}.`,
      command: command`ssh -- ${nearest.meant}`,
    },
    isFamily
      ? {
          owner: 'you',
          text: `${nearest?.meant == null ? 'Let' : 'Or, if the name is typed correctly, let'} the Gitpod CLI write its section again, then try ${alias} once more. Its Include belongs above the first Host or Match line${wouldStand === null ? '' : `, at ${wouldStand}`}.`,
          command: command`gitpod environment ssh-config\n# or: ona environment ssh-config`,
        }
      : {
          owner: 'you',
          text: `Check the name: aliases end in .gitpod.environment, .ona.environment or .gitpod.remote, and ${alias} does not.`,
        },
  ],
});

function lookedUp({ alias, canonical }: Facts): string {
  return canonical === null
    ? `ssh returns ${alias} unchanged, without an address and without a proxy command`
    : `ssh asks DNS for ${alias} and gets ${canonical.name} (${canonical.setAt}), because no line sets an address or a proxy command`;
}

function factsOf(alias: string, facts: SshConfigFacts | null): Facts {
  return {
    alias,
    nearest: facts?.nearest ?? null,
    wouldStand: facts?.wouldStand == null ? null : placeText(facts.wouldStand),
    filesRead: facts?.files.filter(({ state }) => state === 'read').length ?? 0,
    isFamily: facts?.generation != null,
    applied: appliedSection(facts),
    canonical: canonicalOf(alias, facts),
    undecided: facts === null ? null : unevaluatedSetting(facts),
  };
}

function canonicalOf(alias: string, facts: SshConfigFacts | null): Facts['canonical'] {
  const hostname = facts?.effective?.hostname;
  if (hostname === undefined || facts?.canonical !== 'asked' || hostname.value.toLowerCase() === nameOf(alias).toLowerCase()) return null;
  return { name: hostname.value, setAt: sourceText(hostname.source) };
}

/** How the suggested name differs from the given one. When masked, names that differ only in capitals look the same. */
const CHANGES = {
  case: ', with the same upper and lower case',
  'trailing-dot': ', without the final dot',
  'no-suffix': ', with its suffix',
  suffix: ', with the suffix spelt in this way',
  spelling: '',
  'alias-of-alias': '',
} as const satisfies Record<NearestPattern['differsBy'], string>;

const DIFFERENCES = {
  case: 'only upper and lower case differ, but ssh treats them as different',
  'trailing-dot': 'the name was typed with a final dot',
  'no-suffix': 'the name was typed without its suffix',
  suffix: 'the suffix is spelt differently',
  spelling: 'the name is spelt differently',
  'alias-of-alias': 'another section uses it as a host name, but ssh chooses sections only by the typed name',
} as const satisfies Record<NearestPattern['differsBy'], string>;
