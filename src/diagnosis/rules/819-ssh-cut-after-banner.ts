/** GD819: the server sends its banner, then the connection is closed or gets no further answer. */
import { command, listing } from '../../model/command/index.ts';
import { connectPhase } from '../facts/ssh-aliases.ts';
import { defineRule } from './rule.ts';
import { claimsByKind } from './shared/ssh-claims.ts';
import { destinationText } from './shared/ssh-words.ts';
import { firewallLines } from './shared/wording.ts';

export const sshCutAfterBanner = defineRule({
  code: 'GD819',

  find: (view) =>
    claimsByKind(view, ['ssh.cut-after-banner', 'ssh.kex-timeout'], (alias, kind) => {
      const banner = connectPhase(alias, 'banner');
      const facts = {
        alias: alias.alias,
        end: destinationText(alias),
        host: banner?.['server.address'] ?? alias.alias,
        port: banner?.['server.port'] ?? 22,
        software: banner?.software ?? null,
        stalls: kind === 'ssh.kex-timeout',
      };
      return { subject: destinationText(alias), confidence: 'likely', facts };
    }),

  summary: 'After the SSH banner of the server, the connection is cut or goes silent.',
  why: 'An inspecting firewall may recognise SSH by its first line and end the connection. If the connection goes silent instead, large packets of the key exchange may be lost in transit.',
  stops: 'The client ends with “Connection reset by … port …”, or waits in the key exchange.',
  otherwise: 'the server itself may end the connection, because it has too many open logins or blocks this address',
  confusedWith: {
    'ssh-answered-by-something-else': 'the first line is not SSH.',
    'ssh-no-common-algorithm': 'both sides send their lists of algorithms first.',
  },
  byHand: [
    {
      run: command`ssh -v -o BatchMode=yes -- <alias> true 2>&1 | grep -E 'remote software version|Connection (reset|closed)'`,
      shows: 'Connection reset by <host> port <port>',
      tells: 'The SSH banner of the server is above this line, so the connection was cut right after it.',
    },
  ],
  example: { alias: '<alias>', end: '<host> port <port>', host: '<host>', port: 22, software: 'SSH-2.0-OpenSSH', stalls: false },
  title: ({ end, stalls }) => `The connection to ${end} ${stalls ? 'stalls' : 'is cut'} right after the SSH banner`,
  evidence: ({ software, stalls }) => [
    `${software === null ? 'The server sends its SSH banner' : `The server sends the SSH banner ${software}`}; then ${stalls ? 'the key exchange gets no answer' : 'the connection ends in the key exchange'}.`,
  ],
  fixes: ({ host, port, end }) => [
    {
      owner: 'network-team',
      text: `SSH to ${end} ends right after the SSH banner, so inspection may block SSH. Please exempt ${end} from inspection.`,
      command: listing('rules', firewallLines('TCP', port, [host])),
    },
  ],
});
