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
        // If the gateway's name has other addresses, the gateway may have moved (GD506).
        confidence: prohibited ? 'certain' : gatewayDrift(view)?.shared.length === 0 ? 'possible' : 'likely',
        // Devices limit the rate of ICMP messages, so a timeout beside refusals is the same refusal.
        accountsFor: [...observationIds(udp.refused), ...observationIds(udp.silent)],
        facts: { port: udp.port, refused: addressesOf(udp.refused), silent: addressesOf(udp.silent), prohibited },
      },
    ];
  },

  summary: 'UDP to the gateway is refused.',
  why: 'A device rejects UDP 4242 with an ICMP message. Only a firewall sends “prohibited”. “Port unreachable” comes from a firewall, or from an address where the gateway no longer listens.',
  stops: 'A Standard runner stays offline, because its tunnel to the gateway uses UDP 4242 and has no fallback.',
  otherwise: 'the gateway may have moved to other addresses',
  confusedWith: {
    'gateway-udp-silent': 'no answer arrives; here an ICMP message arrives.',
    'gateway-addresses-drifted': 'the gateway’s names lead to addresses that are not on the published list.',
  },
  byHand: [
    {
      run: command`nc -vzu -w 3 <gateway address> 4242 || echo 'refused'`,
      shows: 'refused',
      tells: 'A device rejected the UDP packet with an ICMP message.',
    },
    {
      run: command`traceroute -n -U -p 4242 -q 1 -w 2 -m 15 <gateway address> | tail -1`,
      shows: '<firewall>',
      tells:
        'The last line shows the address that rejects the packet. If it is an address of the gateway, ask Gitpod. An asterisk means that no message came back.',
    },
  ],
  example: {
    ...{ port: 4242, refused: ['<address>'], silent: [] },
    // True if a device reports a prohibition; "port unreachable" may also come from the gateway.
    prohibited: true,
  },
  title: ({ port }) => `UDP port ${port} to the gateway is refused`,
  evidence: ({ port, refused, silent, prohibited }) => [
    `${toList(refused)}, UDP port ${port}: ICMP ${prohibited ? '“prohibited” or “unreachable” from a device in between' : '“port unreachable”'}.`,
    silent.length > 0 && `${toList(silent)}: no message arrived; devices often limit the number of ICMP messages.`,
    'No address of the gateway answered.',
  ],
  fixes: ({ port, refused, silent, prohibited }) => [
    {
      owner: 'network-team',
      text: `The Gitpod gateway needs direct outbound UDP ${port} from the runner's subnets, and the replies. Now these packets are rejected with ICMP. Please allow UDP ${port} to the gateway's addresses, with NAT timeouts of at least 30 seconds.`,
      command: listing('rules', firewallLines('UDP', port, [...refused, ...silent])),
    },
    !prohibited && {
      owner: 'gitpod',
      text: `UDP ${port} of ${toList(refused)} answers “port unreachable”. If our firewall does not send this message, no gateway listens at these addresses any more. Please say which gateway addresses are current.`,
    },
  ],
});
