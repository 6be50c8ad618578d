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

  summary: 'No key of the server is in known_hosts, and with strict checking ssh does not ask whether to accept one.',
  why: 'With “StrictHostKeyChecking yes”, ssh connects only to servers whose key is already in known_hosts. Gitpod’s own sections switch this check off for their names, because each environment has its own key.',
  stops: 'The client ends with “Host key verification failed”.',
  confusedWith: {
    'ssh-host-key-changed': 'known_hosts has a different key for the server.',
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
      tells:
        '“true” means that ssh neither asks for a new key nor accepts one. “false” means that ssh accepts a new key, as with Gitpod’s own sections.',
    },
  ],
  example: { alias: '<alias>', end: '<host> port <port>', fingerprint: 'SHA256:<fingerprint>', setAt: '<file>:<line>' },
  title: ({ end }) => `The host key of ${end} is not in known_hosts, and with strict checking ssh does not ask for it`,
  evidence: ({ fingerprint, setAt }) => [
    fingerprint !== null && `The server presents the key ${fingerprint}.`,
    ...(setAt === null ? ['Strict checking is on.'] : [`Strict checking is set at ${setAt}.`]),
  ],
  fixes: ({ alias }) => [
    {
      owner: 'you',
      text: `Compare the fingerprint with the one that the environment shows, then accept the key once. Or write “StrictHostKeyChecking accept-new” in the section of ${alias}, above the line that makes checking strict.`,
      command: command`ssh -o StrictHostKeyChecking=ask -- ${alias}`,
    },
  ],
});
