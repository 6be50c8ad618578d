/** GD503: UDP to the gateway is refused with ICMP, and no address answers. */

import { command, listing } from '../../model/command/index.ts';
import { addressesOf, gatewayDrift, gatewayUdp, observationIds } from '../facts/gateway.ts';
import { by, defineRule } from './rule.ts';
import { firewallLines, toList } from './shared/wording.ts';

export const gatewayUdpRefused = defineRule({
  code: 'GD503',
  excludes: { 'gateway-udp-silent': by.failuresOf('udp.rejected'), 'gateway-addresses-drifted': by.failuresOf('udp.rejected') },

  find(view) {
    const udp = gatewayUdp(view);
    if (udp === null || udp.refused.length === 0 || udp.answered.length > 0) return [];
    const prohibited = udp.refused.some(({ failure }) => failure?.kind === 'udp.rejected');
    return [
      {
        subject: `UDP port ${udp.port}`,
        // If the name has other addresses, the gateway may have moved (506).
        confidence: prohibited ? 'certain' : gatewayDrift(view)?.shared.length === 0 ? 'possible' : 'likely',
        // Devices rate-limit ICMP messages, so silence next to refusals is the same refusal.
        accountsFor: [...observationIds(udp.refused), ...observationIds(udp.silent)],
        facts: { port: udp.port, refused: addressesOf(udp.refused), silent: addressesOf(udp.silent), prohibited },
      },
    ];
  },

  summary: 'UDP to the gateway is refused.',
  why: 'UDP 4242 is rejected with an ICMP message. “Prohibited” comes from a firewall. “Port unreachable” comes from a firewall, or from the gateway’s own address if nothing listens there any more.',
  stops: 'A Standard runner stays offline: its tunnel to the gateway runs over UDP 4242 and has no fallback.',
  otherwise: 'the gateway may have moved to other addresses',
  confusedWith: {
    'gateway-udp-silent': 'nothing comes back; here an ICMP message does.',
    'gateway-addresses-drifted': 'the gateway’s names lead to addresses that are not on the list.',
  },
  byHand: [
    {
      run: command`nc -vzu -w 3 <gateway address> 4242 || echo 'refused'`,
      shows: 'refused',
      tells: 'An ICMP message came back, which is how UDP packets are rejected.',
    },
    {
      run: command`traceroute -n -U -p 4242 -q 1 -w 2 -m 15 <gateway address> | tail -1`,
      shows: '<firewall>',
      tells:
        'The last line shows the address that rejects. If it is the gateway’s own address, ask Gitpod. An asterisk means that nothing came back.',
    },
  ],
  example: {
    ...{ port: 4242, refused: ['<address>'], silent: [] },
    // A device reports a prohibition; "port unreachable" may also come from the gateway.
    prohibited: true,
  },
  title: ({ port }) => `UDP port ${port} to the gateway is refused`,
  evidence: ({ port, refused, silent, prohibited }) => [
    `${toList(refused)}, UDP port ${port}: ICMP ${prohibited ? '“prohibited” or “unreachable” from a device in between' : '“port unreachable”'}.`,
    silent.length > 0 && `${toList(silent)}: no message, as is usual where devices limit them.`,
    'No address of the gateway answered.',
  ],
  fixes: ({ port, refused, silent, prohibited }) => [
    {
      owner: 'network-team',
      text: `The Gitpod gateway needs direct outbound UDP ${port} from the runner's subnets, and the replies. At present these packets are rejected with ICMP. Please allow them to these addresses, with NAT timeouts of at least 30 seconds.`,
      command: listing('rules', firewallLines('UDP', port, [...refused, ...silent])),
    },
    !prohibited && {
      owner: 'gitpod',
      text: `UDP ${port} of ${toList(refused)} answers “port unreachable”. If our firewall does not send that, the lighthouses no longer listen there: please say which addresses are current.`,
    },
  ],
});
