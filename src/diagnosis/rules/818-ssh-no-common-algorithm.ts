/** GD818: client and server share no algorithm. */

import { command } from '../../model/command/index.ts';
import { connectPhase } from '../facts/ssh-aliases.ts';
import { by, defineRule } from './rule.ts';
import { claimsByKind } from './shared/ssh-claims.ts';
import { destinationText } from './shared/ssh-words.ts';
import { toList } from './shared/wording.ts';

export const sshNoCommonAlgorithm = defineRule({
  code: 'GD818',
  excludes: { 'ssh-cut-after-banner': by.faults },

  find: (view) =>
    claimsByKind(view, ['ssh.no-common-algorithm'], (alias) => {
      const offered = connectPhase(alias, 'kex')?.offered ?? null;
      const facts = { alias: alias.alias, end: destinationText(alias), offered, version: alias.facts?.client?.version ?? null };
      return { subject: destinationText(alias), confidence: 'certain', facts };
    }),

  summary: 'The ssh client and the server have no algorithm in common.',
  why: 'A company policy restricts the algorithms of the client or the server, or one side is much older than the other.',
  stops: 'The client ends with “no matching key exchange method found” or a similar error.',
  confusedWith: {
    'ssh-cut-after-banner': 'a device cuts the connection; here both sides send their lists of algorithms.',
  },
  byHand: [
    {
      run: command`ssh -o BatchMode=yes -- <alias> true`,
      shows: 'Their offer:',
      tells: 'This line ends with the server’s algorithms. “ssh -Q kex” lists the client’s algorithms.',
    },
  ],
  example: {
    alias: '<alias>',
    end: '<host> port <port>',
    offered: { kind: 'key-exchange', names: ['<algorithm>'] },
    version: '<version>',
  },
  title: ({ end, offered }) => `ssh and ${end} have no ${offered === null ? 'algorithm' : KINDS[offered.kind]} in common`,
  evidence: ({ offered, version }) => [
    offered !== null && `The server offers ${toList(offered.names)}; the client accepts none of them.`,
    version !== null && `The client is ${version}.`,
  ],
  fixes: ({ offered }) => [
    {
      owner: 'you',
      text: `Update the ssh client, or remove the line that narrows ${offered === null ? 'its algorithms' : KEYWORDS[offered.kind]} from the configuration, if policy allows it.`,
    },
    {
      owner: 'aws-admin',
      text: `If the environment's image restricts the algorithms of its SSH server, add an algorithm that our clients support.`,
    },
  ],
});

const KINDS = { 'key-exchange': 'key exchange', 'host-key': 'host key type', cipher: 'cipher', mac: 'message authentication' } as const;
const KEYWORDS = { 'key-exchange': 'KexAlgorithms', 'host-key': 'HostKeyAlgorithms', cipher: 'Ciphers', mac: 'MACs' } as const;
