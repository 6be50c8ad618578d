/** GD801: no ssh program is installed. */

import { ESTIMATED_REMARK } from '../../knowledge/ssh-words.ts';
import { command } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { aliasCases, failedIds } from '../facts/ssh-aliases.ts';
import { by, defineRule } from './rule.ts';
import { resolutionText } from './shared/ssh-words.ts';

const MISSING: ReadonlySet<FailureKind> = new Set<FailureKind>(['ssh.client-missing']);

export const sshClientMissing = defineRule({
  code: 'GD801',
  excludes: { 'ssh-config-refused': by.faults },

  find(view) {
    const without = aliasCases(view).filter((alias) => failedIds(view, alias, MISSING).length > 0);
    if (without.length === 0) return [];
    return [
      {
        subject: 'ssh',
        confidence: 'certain',
        accountsFor: without.flatMap((alias) => failedIds(view, alias, MISSING)),
        facts: {
          aliases: without.map(({ alias }) => alias),
          estimates: without.flatMap(({ alias, facts }) => (facts?.estimate === undefined ? [] : resolutionText(alias, facts))),
        },
      },
    ];
  },

  summary: 'There is no ssh program on the PATH.',
  why: 'Aliases exist only in the configuration of the OpenSSH client, so no alias works without this client.',
  stops: 'Every alias fails, and so does every editor that connects through ssh.',
  confusedWith: { 'ssh-config-refused': 'the client starts but stops at its configuration.' },
  byHand: [
    { run: command`ssh -V`, shows: 'not found', tells: 'The shell finds no ssh program. If it found one, ssh would print its version.' },
  ],
  example: {
    aliases: ['<alias>'],
    // An estimate for each alias from the files alone, if one was possible.
    estimates: [`<alias>: ssh would connect through <program> (${ESTIMATED_REMARK}).`],
  },
  title: () => 'There is no ssh program on the PATH',
  evidence: ({ estimates }) => ['No folder in the PATH contains an ssh program.', ...estimates],
  fixes: () => [
    {
      owner: 'you',
      text: 'Install the OpenSSH client: the package openssh-client on Debian and Ubuntu, the package openssh-clients on Fedora and Red Hat, or the optional feature “OpenSSH Client” on Windows. If the client is already installed, add its folder to the PATH of the program that starts ssh.',
      command: command`command -v ssh || sudo apt-get install openssh-client`,
    },
  ],
});
