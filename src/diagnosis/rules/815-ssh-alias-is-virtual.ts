/** GD815: a note for users who wonder why ping cannot resolve the name of an alias. */
import { vsCodeListText } from '../../knowledge/ssh-words.ts';
import { command } from '../../model/command/index.ts';
import { aliasCases, rowsOfAlias } from '../facts/ssh-aliases.ts';
import { defineRule } from './rule.ts';
import { resolutionText } from './shared/ssh-words.ts';

export const sshAliasIsVirtual = defineRule({
  code: 'GD815',
  scope: 'note',

  find: (view) =>
    aliasCases(view)
      .filter(({ facts }) => facts?.asked != null)
      .map((alias) => ({
        subject: alias.alias,
        confidence: 'certain',
        accountsFor: [],
        requirements: rowsOfAlias(alias),
        facts: {
          resolution: resolutionText(alias.alias, alias.facts),
          list: alias.facts?.listedByVsCode === undefined ? null : vsCodeListText(alias.facts.listedByVsCode),
        },
      })),

  summary: 'An alias exists only in the SSH configuration: ping, nslookup, browsers and ssh-keyscan do not know it.',
  why: 'Before the ssh client connects, it replaces the name by an address or a proxy command from the section. Ping, nslookup and browsers do not read the SSH configuration.',
  stops: 'Nothing.',
  confusedWith: { 'name-not-found': 'the name is missing from DNS; here the name is an alias, which DNS never contains.' },
  byHand: [
    {
      run: command`ssh -G -- <alias> | grep '^proxycommand'`,
      shows: 'proxycommand',
      tells: 'ssh connects through a program and does not look up the name.',
    },
    { run: command`dig <alias>`, shows: 'status: NXDOMAIN', tells: 'DNS does not know the name, which is normal.' },
  ],
  example: {
    resolution: '<alias>: the section at <file>:<line> matches, so ssh connects through <program>.',
    // Whether VS Code lists the name; null if unknown.
    list: vsCodeListText({ state: 'pattern', file: '<file>', line: 2 }),
  },
  title: ({ resolution }) => `Aliases exist only for ssh; ping, nslookup and browsers never see them. ${resolution}`,
  evidence: ({ resolution, list }) => [resolution, list !== null && `${list.replace(/^a/, 'A')}.`],
  fixes: () => [],
});
