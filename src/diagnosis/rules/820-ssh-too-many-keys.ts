/** GD820: the server gives up after wrong keys, before the right one is offered. */

import { command } from '../../model/command/index.ts';
import { connectPhase } from '../facts/ssh-aliases.ts';
import { by, defineRule } from './rule.ts';
import { claimsByKind } from './shared/ssh-claims.ts';

export const sshTooManyKeys = defineRule({
  code: 'GD820',
  excludes: { 'ssh-login-refused': by.faults },

  find: (view) =>
    claimsByKind(view, ['ssh.too-many-keys'], (alias) => ({
      subject: alias.alias,
      confidence: 'certain',
      facts: {
        alias: alias.alias,
        keysOffered: connectPhase(alias, 'ssh-session')?.keysOffered ?? 0,
        agentKeys: alias.facts?.agent?.keys ?? null,
        identitiesOnly: alias.facts?.effective?.identitiesOnly.value ?? false,
      },
    })),

  summary: 'The client offers so many keys that the server gives up before the right key.',
  why: 'The ssh client offers all keys of an agent, and a server counts each key as an attempt. With “IdentitiesOnly yes”, ssh offers only the key that the section names.',
  stops: 'The client ends with “Too many authentication failures”.',
  confusedWith: { 'ssh-login-refused': 'the server tries every key and accepts none.' },
  byHand: [
    {
      run: command`ssh -o BatchMode=yes -- <alias> true`,
      shows: 'Too many authentication failures',
      tells: 'The client reached the server’s limit of attempts. “Permission denied” would mean that the server tried all keys.',
    },
    {
      run: command`ssh -G -- <alias> | grep '^identitiesonly'`,
      shows: 'identitiesonly no',
      tells: 'ssh offers all keys of the agent, not only the key that the section names.',
    },
  ],
  example: { alias: '<alias>', keysOffered: 6, agentKeys: 9, identitiesOnly: false },
  title: ({ alias }) => `The server of ${alias} gives up after too many keys`,
  evidence: ({ keysOffered, agentKeys, identitiesOnly }) => [
    `${keysOffered} keys were offered${agentKeys === null ? '' : `; the agent holds ${agentKeys}`}.`,
    identitiesOnly
      ? 'IdentitiesOnly is on, so the section itself names too many keys.'
      : 'IdentitiesOnly is off, so ssh offers every key of the agent.',
  ],
  fixes: ({ alias }) => [
    {
      owner: 'you',
      text: 'Add “IdentitiesOnly yes” to the section of the alias, below its Host line, in the file that Gitpod’s CLI writes.',
      command: command`# to try it first:\nssh -o IdentitiesOnly=yes -- ${alias}`,
    },
  ],
});
