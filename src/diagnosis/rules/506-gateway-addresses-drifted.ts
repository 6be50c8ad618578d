/** GD506: the gateway's own name has addresses that the list lacks. */
import { command, listing } from '../../model/command/index.ts';
import { gatewayDrift, gatewayUdp, observationIds } from '../facts/gateway.ts';
import { defineRule } from './rule.ts';
import { briefly, firewallLines, toList } from './shared/wording.ts';

export const gatewayAddressesDrifted = defineRule({
  code: 'GD506',

  find(view) {
    const udp = gatewayUdp(view);
    const drift = gatewayDrift(view);
    if (udp === null || drift === null) return [];
    // An address that answers is still in use, whatever the name resolves to. A device that prohibits UDP shows nothing about the gateway.
    const unreachable = udp.refused.filter(({ failure }) => failure?.kind === 'udp.refused');
    const listedRefuse = udp.answered.length === 0 && drift.shared.length === 0 && unreachable.length > 0;
    return [
      {
        subject: drift.name,
        // Only newer editions of the access requirements have the name, and its right answer is unknown.
        confidence: listedRefuse ? ('likely' as const) : ('possible' as const),
        accountsFor: listedRefuse ? observationIds(unreachable) : [],
        evidence: [drift.observation],
        requirements: ['gateway.udp-4242'],
        facts: { name: drift.name, port: udp.port, fresh: drift.fresh, shared: drift.shared, listedRefuse },
      },
    ];
  },

  summary: 'The gateway’s own name leads to addresses that are not on the published list.',
  why: 'The list names fixed addresses for UDP 4242. If the gateway moved or got more addresses, its name leads to new addresses, but firewalls allow only the old ones.',
  stops: 'A Standard runner that uses a new address loses its tunnel, although the firewall allows the whole list.',
  otherwise: 'the listed addresses may be closed only for this network',
  confusedWith: {
    'gateway-udp-refused': 'the firewall refuses addresses that are still in use.',
    'gateway-udp-partly-open': 'the firewall’s rule lacks some listed addresses; here the list itself lacks addresses.',
  },
  byHand: [
    {
      run: command`dig +short lighthouse.us01.gitpod.dev`,
      shows: '<new address>',
      tells: 'Compare this address with the five addresses of the access requirements (“gitpod-doctor catalog list”).',
    },
  ],
  byHandNote: 'Only Gitpod can say whether the list or the name is out of date.',
  example: {
    ...{ name: 'lighthouse.us01.gitpod.dev', port: 4242, shared: [] },
    // The addresses of the name that are missing from the list, and those that are on it.
    fresh: ['<address>'],
    // True if the listed addresses report that no program listens on the port.
    listedRefuse: false,
  },
  titleIsOpen: true,
  title: ({ name }) => `${name} leads to addresses that are not on the list`,
  evidence: ({ name, fresh, shared, listedRefuse }) => [
    `${name} leads to ${toList([...fresh, ...shared])}; ${shared.length === 0 ? 'none of these is' : `${toList(fresh)} ${fresh.length === 1 ? 'is not' : 'are not'}`} on the list.`,
    listedRefuse && 'The listed addresses answer that no server listens on this port.',
  ],
  fixes: ({ name, port, fresh }) => [
    {
      owner: 'gitpod',
      text: `${name} leads to ${toList(fresh)}, which the access requirements do not name for UDP ${port}. Please say which gateway addresses are current, and correct the list.`,
    },
    {
      owner: 'network-team',
      text: `Until Gitpod answers, please allow outbound UDP ${port} to ${briefly(fresh, 'address', 'addresses')} as well, in the rule that names the gateway.`,
      command: listing('rules', firewallLines('UDP', port, fresh)),
    },
  ],
});
