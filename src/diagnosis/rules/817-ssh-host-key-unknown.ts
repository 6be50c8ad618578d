/** GD817: no host key of the server is known, and the configuration forbids a prompt for it. */

import { command } from '../../model/command/index.ts';
import { connectPhase } from '../facts/ssh-aliases.ts';
import { by, defineRule } from './rule.ts';
import { claimsByKind } from './shared/ssh-claims.ts';
import { destinationText, sourceText } from './shared/ssh-words.ts';

export const sshHostKeyUnknown = defineRule({
  code: 'GD817',
  excludes: { 'ssh-host-key-changed': by.faults, 'ssh-alias-resolves-in-dns': by.faults },

  find: (view) =>
    claimsByKind(view, ['ssh.host-key-unknown'], (alias) => {
      const strict = alias.facts?.effective?.strictHostKeyChecking ?? null;
      const facts = {
        alias: alias.alias,
        end: destinationText(alias),
        fingerprint: connectPhase(alias, 'kex')?.hostKeyFingerprint ?? null,
        setAt: strict === null || strict.source.by === 'default' ? null : sourceText(strict.source),
      };
      return { subject: destinationText(alias), confidence: 'certain', facts };
    }),

  summary: 'No key of the server is in known_hosts, and strict checking does not let ssh ask.',
  why: 'With “StrictHostKeyChecking yes”, ssh connects only to servers whose key is already in known_hosts. Gitpod’s own sections switch this off for their names, because each environment has a key of its own.',
  stops: 'The client ends with “Host key verification failed”.',
  confusedWith: {
    'ssh-host-key-changed': 'known_hosts has a different key.',
    'ssh-alias-resolves-in-dns': 'another server answers for the name, and its key is unknown too.',
  },
  byHand: [
    {
      run: command`ssh -o BatchMode=yes -- <alias> true`,
      shows: 'host key is known for',
      tells: 'Strict checking is on, and the server’s key is not in known_hosts.',
    },
    {
      run: command`ssh -G -- <alias> | grep '^stricthostkeychecking'`,
      shows: 'stricthostkeychecking true',
      tells: 'If it is “false”, ssh accepts a new key without asking, as Gitpod’s own sections do.',
    },
  ],
  example: { alias: '<alias>', end: '<host> port <port>', fingerprint: 'SHA256:<fingerprint>', setAt: '<file>:<line>' },
  title: ({ end }) => `The host key of ${end} is not in known_hosts, and strict checking does not let ssh ask`,
  evidence: ({ fingerprint, setAt }) => [
    fingerprint !== null && `The key shown is ${fingerprint}.`,
    ...(setAt === null ? ['Checking is strict.'] : [`Checking is made strict at ${setAt}.`]),
  ],
  fixes: ({ alias }) => [
    {
      owner: 'you',
      text: `Compare the fingerprint with the one that the environment shows, then accept it once; or let the section of ${alias} say “StrictHostKeyChecking accept-new” above the line that makes it strict.`,
      command: command`ssh -o StrictHostKeyChecking=ask -- ${alias}`,
    },
  ],
});
