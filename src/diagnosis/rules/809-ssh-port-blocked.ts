/** GD809: the SSH port of the address accepts no connection from here. Only for aliases that connect by address. */
import { command, listing } from '../../model/command/index.ts';
import { isProbablyStale, unreachedAddresses } from '../facts/ssh-ports.ts';
import { defineRule } from './rule.ts';
import { firewallLines } from './shared/wording.ts';

export const sshPortBlocked = defineRule({
  code: 'GD809',

  find(view) {
    return unreachedAddresses(view)
      .filter((unreached) => !isProbablyStale(unreached))
      .map(({ alias, host, port, kind, accountsFor, egress }) => ({
        subject: `${host} port ${port}`,
        confidence: egress.length > 0 ? ('likely' as const) : ('possible' as const),
        accountsFor,
        evidence: egress,
        facts: { alias: alias.alias, host, port, kind, hasEgress: egress.length > 0 },
      }));
  },

  summary: 'The SSH port of the address behind the alias accepts no connection from here.',
  why: 'Many networks allow only web ports. An alias that leads to an address needs an open SSH port. An alias with a proxy command uses HTTPS, so it does not need this port.',
  stops: 'The client ends with “Connection timed out” or “Connection refused”.',
  otherwise: 'the environment may have moved to another address (ssh-address-stale)',
  confusedWith: {
    'ssh-address-stale': 'the port works for other addresses, or the name no longer exists.',
    'ssh-port-silent': 'the connection opens but no SSH banner arrives; here the connection never opens.',
    'no-direct-egress': 'no connection leaves this network, to any port.',
  },
  byHand: [
    {
      run: command`nc -vz -w 5 <host> <port>`,
      shows: 'timed out',
      tells: 'No answer arrived. “refused” would mean that a firewall rejects the connection or that no SSH server runs at this address.',
    },
    {
      run: command`ssh -o BatchMode=yes -o ConnectTimeout=5 -- <alias> true`,
      shows: 'connect to host <host> port <port>',
      tells: 'ssh fails to open the connection.',
    },
  ],
  example: { alias: '<alias>', host: '<host>', port: 22, kind: 'tcp.timeout', hasEgress: true },
  title: ({ host, port }) => `SSH to ${host} port ${port} is blocked`,
  evidence: ({ alias, host, port, kind, hasEgress }) => [
    `${alias} leads to ${host} port ${port}: ${kind === 'tcp.timeout' ? 'no answer to the connection' : 'the connection is refused'}.`,
    ...(hasEgress
      ? ['Other hosts that Gitpod needs accept connections from here, so the network itself works.']
      : ['No other check shows that connections can leave this network.']),
  ],
  fixes: ({ host, port }) => [
    {
      owner: 'network-team',
      text: `Connections to TCP port ${port} of ${host} are blocked. Please allow outbound TCP ${port} to ${host}, which is the SSH server of a development environment.`,
      command: listing('rules', firewallLines('TCP', port, [host])),
    },
    {
      owner: 'you',
      text: 'Use an alias below gitpod.environment instead. It connects over HTTPS through the Gitpod CLI and needs no SSH port.',
      command: command`gitpod environment ssh-config\n# or: ona environment ssh-config`,
    },
  ],
});
