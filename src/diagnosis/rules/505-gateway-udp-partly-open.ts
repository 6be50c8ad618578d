/** GD505: only some gateway addresses answer over UDP: the allow-list is incomplete. */
import { listing, word } from '../../model/command/index.ts';
import { addressesOf, gatewayUdp, observationIds } from '../facts/gateway.ts';
import { defineRule } from './rule.ts';
import { tunnelCheck } from './shared/by-hand.ts';
import { briefly, firewallLines, toList } from './shared/wording.ts';

export const gatewayUdpPartlyOpen = defineRule({
  code: 'GD505',

  find(view) {
    const udp = gatewayUdp(view);
    if (udp === null || udp.answered.length === 0 || udp.silent.length + udp.refused.length === 0) return [];
    return [
      {
        subject: `UDP port ${udp.port}`,
        confidence: 'likely',
        accountsFor: [...observationIds(udp.silent), ...observationIds(udp.refused)],
        evidence: observationIds(udp.answered),
        facts: { port: udp.port, answered: addressesOf(udp.answered), silent: addressesOf(udp.silent), refused: addressesOf(udp.refused) },
      },
    ];
  },

  summary: 'Some addresses of the gateway answer over UDP, but others do not.',
  why: 'Most often the firewall’s rule names only some of the gateway’s addresses. A silent address may also be down. The answers of the other addresses prove that UDP can leave this network and come back.',
  stops: 'A Standard runner works while it uses an open address. It loses its tunnel when it switches to a blocked address.',
  otherwise: 'the gateway may be down at the silent addresses',
  confusedWith: { 'gateway-udp-silent': 'no address answers, so silence proves nothing; here other addresses answer.' },
  byHand: [
    {
      run: tunnelCheck(word`<gateway address>`),
      shows: '16 bytes came back',
      tells: 'This address answers a message for an unknown tunnel.',
    },
    { run: tunnelCheck(word`<another gateway address>`), shows: '0 bytes came back', tells: 'This address does not answer.' },
  ],
  example: { port: 4242, answered: ['<address>'], silent: ['<another address>'], refused: [] },
  titleIsOpen: true,
  title: ({ port, answered, silent, refused }) =>
    `UDP port ${port} is open to ${answered.length} of ${answered.length + silent.length + refused.length} gateway addresses`,
  evidence: ({ answered, silent, refused }) => [
    `Answered: ${toList(answered)}.`,
    silent.length > 0 && `Silent: ${toList(silent)}.`,
    refused.length > 0 && `Refused: ${toList(refused)}.`,
  ],
  fixes: ({ port, silent, refused }) => {
    const missing = [...silent, ...refused];
    return [
      {
        owner: 'network-team',
        text: `Outbound UDP ${port} to the Gitpod gateway gets answers from only some of its addresses. Please add ${briefly(missing, 'address', 'addresses')} to the rule for the gateway: the runner uses every address.`,
        command: listing('rules', firewallLines('UDP', port, missing)),
      },
    ];
  },
});
