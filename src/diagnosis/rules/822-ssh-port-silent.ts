/** GD822: TCP connects, but no SSH banner arrives. */
import { command, listing } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { connectPhase } from '../facts/ssh-aliases.ts';
import { defineRule } from './rule.ts';
import { claimsByKind, claimsByPort } from './shared/ssh-claims.ts';
import { destinationText } from './shared/ssh-words.ts';
import { firewallLines } from './shared/wording.ts';

type Ended = 'silent' | 'closed' | 'reset';

const KINDS = ['ssh.banner-timeout', 'ssh.banner-closed', 'ssh.banner-reset'] as const;
const ENDED: Partial<Record<FailureKind, Ended>> = { 'ssh.banner-closed': 'closed', 'ssh.banner-reset': 'reset' };

interface Facts {
  /** The alias; null for the SSH port of an environment, which has none. */
  alias: string | null;
  end: string;
  host: string;
  port: number;
  ended: Ended;
}

export const sshPortSilent = defineRule({
  code: 'GD822',

  find: (view) => [
    ...claimsByKind<Facts, 'likely'>(view, KINDS, (alias, kind) => {
      const banner = connectPhase(alias, 'banner');
      const facts = {
        alias: alias.alias,
        end: destinationText(alias),
        host: banner?.['server.address'] ?? alias.alias,
        port: banner?.['server.port'] ?? 22,
        ended: ENDED[kind] ?? ('silent' as const),
      };
      return { subject: destinationText(alias), confidence: 'likely', facts };
    }),
    ...claimsByPort<Facts, 'likely'>(view, KINDS, ({ end, host, port, kind }) => ({
      subject: end,
      confidence: 'likely',
      facts: { alias: null, end, host, port, ended: ENDED[kind] ?? ('silent' as const) },
    })),
  ],

  summary: 'The SSH port accepts the connection but sends no SSH banner.',
  why: 'A device on the path accepts connections in place of the server, but closes them or does not forward them. An overloaded server looks the same.',
  stops: 'The client ends with “Connection timed out during banner exchange” or “kex_exchange_identification: Connection reset by peer”.',
  otherwise: 'the server itself may be overloaded or may block this address',
  confusedWith: {
    'ssh-port-blocked': 'the connection does not open.',
    'ssh-cut-after-banner': 'the server sends its SSH banner first.',
    'ssh-answered-by-something-else': 'the server sends something that is not SSH.',
  },
  byHand: [
    {
      run: command`ssh -o BatchMode=yes -o ConnectTimeout=5 -- <alias> true`,
      shows: 'timed out during banner exchange',
      tells: 'The connection opens, but no SSH banner arrives. If you see only “Connection timed out”, see GD809 (ssh-port-blocked).',
    },
  ],
  example: { alias: '<alias>', end: '<host> port <port>', host: '<host>', port: 22, ended: 'silent' },
  title: ({ end, ended }) => `${end} accepts the connection but ${ENDINGS[ended]}`,
  evidence: ({ ended }) => [
    `The connection opens; then it ${ENDINGS[ended]}. A TLS server or a web server would have answered the bytes that were sent.`,
  ],
  fixes: ({ end, host, port }) => [
    {
      owner: 'network-team',
      text: `Connections to ${end} are accepted, but the server sends no SSH banner. Please check which device accepts connections to ${end}, and allow SSH to this address.`,
      command: listing('rules', firewallLines('TCP', port, [host])),
    },
    { owner: 'you', text: 'Check that the environment is running. An environment that is still starting may not send an SSH banner yet.' },
  ],
});

const ENDINGS = {
  silent: 'stays silent',
  closed: 'is closed without an SSH banner',
  reset: 'is reset without an SSH banner',
} as const satisfies Record<Ended, string>;
