/** GD824: a section sets RemoteCommand, so ssh refuses every call that has a command. */

import { command } from '../../model/command/index.ts';
import { aliasCases, configEvidence, rowsOfAlias } from '../facts/ssh-aliases.ts';
import { defineRule } from './rule.ts';
import { sourceText } from './shared/ssh-words.ts';

export const sshRemoteCommandClash = defineRule({
  code: 'GD824',

  // Only possible, because the section may be meant for a terminal: it is unknown whether other programs use the alias.
  find: (view) =>
    aliasCases(view).flatMap((alias) => {
      const { effective, remoteCommandSetBy: source } = alias.facts ?? {};
      if (effective?.hasRemoteCommand !== true) return [];
      return [
        {
          subject: alias.alias,
          confidence: 'possible' as const,
          accountsFor: [],
          evidence: configEvidence(alias),
          requirements: rowsOfAlias(alias),
          facts: { alias: alias.alias, setAt: source === undefined ? null : sourceText(source) },
        },
      ];
    }),

  summary: 'A section sets RemoteCommand, so editors, scp, rsync and git cannot use the alias.',
  why: 'Editors and file tools run their own command over ssh. If the section also sets RemoteCommand, ssh refuses to run either command.',
  stops: 'Every call with a command ends with “Cannot execute command-line and remote command.” A terminal still works.',
  otherwise: 'the alias may be meant only for a terminal',
  confusedWith: {
    'ssh-setting-overridden':
      'an earlier line overrides a setting of the alias; here no line is overridden, but the setting itself is the problem.',
  },
  byHand: [
    {
      run: command`ssh -o BatchMode=yes -- <alias> true`,
      shows: 'Cannot execute command-line and remote command',
      tells: 'ssh ends before it connects. Without RemoteCommand, ssh would run your command.',
    },
  ],
  example: { alias: '<alias>', setAt: '<file>:<line>' },
  title: ({ alias }) => `RemoteCommand keeps editors, scp and git from using ${alias}`,
  evidence: ({ alias, setAt }) => [`RemoteCommand is set for ${alias}${setAt === null ? '' : ` at ${setAt}`}.`],
  fixes: ({ alias, setAt }) => [
    {
      owner: 'you',
      text: `Remove RemoteCommand${setAt === null ? '' : ` at ${setAt}`}, or move it to a section for another name that you use in a terminal.`,
      command: command`# to try it first:\nssh -o RemoteCommand=none -- ${alias} true`,
    },
  ],
});
