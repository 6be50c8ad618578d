/** GD810: the server at the SSH port does not speak SSH. */

import { command } from '../../model/command/index.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { connectPhase } from '../facts/ssh-aliases.ts';
import { by, defineRule } from './rule.ts';
import { claimsByKind, claimsByPort } from './shared/ssh-claims.ts';
import { destinationText } from './shared/ssh-words.ts';

type Speaker = Exclude<PhaseOf<'banner'>['answeredBy'], 'ssh' | null>;

interface Facts {
  /** The alias; null for the SSH port of an environment, which has none. */
  alias: string | null;
  end: string;
  speaks: Speaker;
}

export const sshAnsweredBySomethingElse = defineRule({
  code: 'GD810',
  excludes: { 'ssh-port-silent': by.faults, 'ssh-port-blocked': by.faults },

  find: (view) => [
    ...claimsByKind<Facts, 'certain'>(view, ['ssh.not-ssh'], (alias) => {
      const speaks = speakerOf(connectPhase(alias, 'banner')?.answeredBy);
      return { subject: destinationText(alias), confidence: 'certain', facts: { alias: alias.alias, end: destinationText(alias), speaks } };
    }),
    ...claimsByPort<Facts, 'certain'>(view, ['ssh.not-ssh'], ({ end, answeredBy }) => ({
      subject: end,
      confidence: 'certain',
      facts: { alias: null, end, speaks: speakerOf(answeredBy) },
    })),
  ],

  summary: 'A server that is not an SSH server answers on an SSH port.',
  why: 'A filter answers with its own page, or another service uses that address and port.',
  stops: 'The client ends with “kex_exchange_identification: Connection closed” or “banner line contains invalid characters”.',
  confusedWith: {
    'ssh-port-silent': 'the server sends nothing; here the server’s first bytes are not SSH.',
    'ssh-port-blocked': 'the connection does not open.',
  },
  byHand: [
    {
      run: command`ssh -v -o BatchMode=yes -- <alias> true 2>&1 | grep 'banner line'`,
      shows: 'banner line 0: HTTP/1.1',
      tells: 'The first line comes from a web server or a filter. The first line of an SSH server begins with “SSH-2.0”.',
    },
    {
      run: command`printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc -w 5 <host> <port> | head -n 1`,
      shows: 'HTTP/1.1',
      tells: 'This command does not use ssh but shows the same: the server speaks HTTP.',
    },
  ],
  example: { alias: '<alias>', end: '<host> port <port>', speaks: 'http' },
  title: ({ end, speaks }) => `On ${end}, ${SPEAKERS[speaks]} answers instead of an SSH server`,
  evidence: ({ end, speaks }) => [`The first bytes from ${end} are those of ${SPEAKERS[speaks]}.`],
  fixes: ({ alias, end, speaks }) => [
    {
      owner: 'network-team',
      text: `SSH to ${end} gets ${SPEAKERS[speaks]} instead of the SSH server. Please let SSH through to ${end} without a proxy or a page in between.`,
    },
    alias !== null && {
      owner: 'you',
      text: `If no filter is in between, ${alias} has the wrong port or address. Let the program that wrote the SSH section write it again.`,
    },
  ],
});

function speakerOf(by: PhaseOf<'banner'>['answeredBy'] | undefined): Speaker {
  return by === null || by === undefined || by === 'ssh' ? 'other' : by;
}

const SPEAKERS = {
  http: 'a web page',
  tls: 'a TLS server',
  'ssh-1': 'a server of the first SSH protocol',
  other: 'something else',
} as const satisfies Record<Speaker, string>;
