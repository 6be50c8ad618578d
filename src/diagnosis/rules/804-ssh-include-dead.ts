/** GD804: the section exists, but the client does not read it. */

import { command } from '../../model/command/index.ts';
import type { IncludeLine } from '../../model/ssh/index.ts';
import { aliasCases, failedIds } from '../facts/ssh-aliases.ts';
import {
  appliedSection,
  hasNoDestination,
  UNRESOLVED_KINDS,
  type UnreadSettings,
  unevaluatedSetting,
  unreadSettings,
} from '../facts/ssh-includes.ts';
import { by, defineRule } from './rule.ts';
import { configFixOf, patchFix, placeText, unevaluatedText } from './shared/ssh-words.ts';
import { toList } from './shared/wording.ts';

export const sshIncludeDead = defineRule({
  code: 'GD804',
  excludes: { 'ssh-alias-unmatched': by.faults },

  find(view) {
    return aliasCases(view).flatMap((alias) => {
      const unread = unreadSettings(alias.facts);
      if (unread === null || !hasNoDestination(alias.facts)) return [];
      const accountsFor = failedIds(view, alias, UNRESOLVED_KINDS);
      if (accountsFor.length === 0) return [];
      const patch = configFixOf(alias.facts, ['move-include', 'uncomment-include', 'add-include']);
      const facts = {
        alias: alias.alias,
        unread,
        patch,
        applied: appliedSection(alias.facts),
        undecided: alias.facts === null ? null : unevaluatedSetting(alias.facts),
      };
      // Certain only if the change was tried and the name matched a section with it.
      const confidence = patch?.proved === true && facts.undecided === null ? ('certain' as const) : ('likely' as const);
      return [{ subject: alias.alias, confidence, accountsFor, facts }];
    });
  },

  summary: 'The ssh client does not read the file with the section for this name, because the Include is missing or does not apply.',
  why: 'Gitpod’s CLI writes its sections to its own file, which an Include line has to load. Below a Host or Match line, an Include applies only to the names of that section. ssh does not report this as an error. It does not report a missing file either.',
  stops: 'The client ends with “Could not resolve hostname”, although the settings exist.',
  otherwise: 'the file that would be included may have no section for this name',
  confusedWith: {
    'ssh-alias-unmatched': 'ssh reads every file, but no section matches the name; here ssh does not read Gitpod’s file.',
  },
  byHand: [
    {
      run: command`ssh -vvv -G -- <alias> 2>&1 | grep Including`,
      shows: '(parse only)',
      tells: 'The Include is part of another section, so the file applies only to the names of that section.',
    },
    {
      run: command`ssh -v -G -- <alias> 2>&1 | grep -c 'Reading configuration data .*/gitpod/config'`,
      shows: '0',
      tells: 'ssh does not open the file of Gitpod’s CLI at all.',
    },
  ],
  example: {
    alias: '<alias>',
    unread: {
      includes: [
        {
          place: { file: '<file>', line: 12 },
          pattern: '<path>',
          state: 'dead-block',
          below: { file: '<file>', line: 10 },
          leadsTo: [],
          isOurs: true,
        },
      ],
      stray: [],
    },
    patch: null,
    applied: { by: 'none' },
    undecided: null,
  },
  title: ({ alias, applied, unread, patch }) => {
    // Only a change that was tried shows that the section is for this name.
    if (applied.by === 'none' && patch?.proved === true) return `The section for ${alias} is never read`;
    return `${unusedText(unread)}, and no other section gives ${alias} an address or a proxy`;
  },
  evidence: ({ unread, applied, undecided: open }) => [
    applied.by === 'section' && `The section at ${placeText(applied.at)} applies, but gives neither an address nor a proxy.`,
    ...unread.includes.map((line) => `The Include of ${line.pattern} at ${placeText(line.place)} ${stateText(line)}.`),
    open !== null && unevaluatedText(open),
    unread.stray.length !== 0 && `No Include leads to ${toList(unread.stray.map(({ path }) => path))}.`,
  ],
  fixes: ({ patch }) => [
    patchFix(patch, 'Put the Include line above the first Host or Match line of ~/.ssh/config, without a # before it.'),
    {
      owner: 'you',
      text: 'Or let the Gitpod CLI write the Include line again.',
      command: command`gitpod environment ssh-config\n# or: ona environment ssh-config`,
    },
  ],
});

function unusedText({ includes, stray }: UnreadSettings): string {
  const file = includes.find(({ state }) => state !== 'matches-nothing')?.leadsTo[0] ?? stray[0]?.path;
  if (file !== undefined) return `The settings in ${file} are not used`;
  const pattern = includes[0]?.pattern ?? 'the path of Gitpod’s file';
  return includes[0]?.state === 'matches-nothing'
    ? `No file is at ${pattern}, which the SSH configuration includes`
    : `The Include of ${pattern} does not apply`;
}

function stateText({ state, below }: IncludeLine): string {
  const under = below === null ? 'a section' : `the section at ${placeText(below)}`;
  if (state === 'dead-block') return `is below ${under}, so it applies only to the names of that section`;
  if (state === 'commented') return 'is switched off by a #';
  if (state === 'matches-nothing') return 'leads to no file';
  return 'is in a file that ssh does not read';
}
