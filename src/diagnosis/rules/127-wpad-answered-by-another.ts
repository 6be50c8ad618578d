/** GD127: proxy discovery (WPAD) is answered from outside this network, so another party decides the route of its programs. */
import { addressClass } from '../../model/address.ts';
import { command } from '../../model/command/index.ts';
import type { Observation } from '../../model/observation.ts';
import { observedProxyScripts } from '../facts/scripts.ts';
import { defineRule } from './rule.ts';
import { EXAMPLE_SCRIPT, readersText, scriptFacts } from './shared/dead-script.ts';

/** This is only a note, because a company may publish its script at a public address of its own. */
export const wpadAnsweredByAnother = defineRule({
  code: 'GD127',
  scope: 'note',

  find(view) {
    return observedProxyScripts(view).flatMap((script) => {
      const { observation, named } = script;
      const isDiscovered = named.namedBy.every(({ source }) => source === 'wpad-dns' || source === 'wpad-dhcp');
      const answered = answeredFrom(observation);
      // With TLS, at least the name of the server would be verified.
      if (!isDiscovered || observation.script === null || answered === null || !named.url.startsWith('http:')) return [];
      return [
        { subject: answered.address, confidence: 'certain' as const, accountsFor: [], facts: { ...scriptFacts(script), ...answered } },
      ];
    });
  },

  summary: 'A server outside the network answers proxy discovery, without TLS.',
  why: 'Programs that discover their proxy look up the name wpad in the search domains of the machine. Some of them first take the address of the script from the network’s DHCP server (option 252). If the company does not use the name wpad, an outsider can register it in a parent domain. A foreign device can also answer DHCP. The outsider then chooses the proxy of these programs.',
  stops: 'Nothing by itself. But the outsider can read and change what these programs send without TLS.',
  confusedWith: { 'pac-sends-elsewhere': 'the company’s own script names a proxy that does not work.' },
  byHand: [],
  byHandNote: 'The network team knows whether the address belongs to the company.',
  example: { ...EXAMPLE_SCRIPT, server: '<script host>', address: '<public address>' },
  title: ({ server, address, leased }) =>
    `Proxy discovery (WPAD${leased ? ' by DHCP' : ''}) is answered by ${server} at ${address}, outside this network and without TLS`,
  evidence: (facts) => [`${facts.server} gives a proxy script to ${readersText(facts)}.`],
  fixes: (facts) => [
    {
      owner: 'network-team',
      text: `Our machine discovers its proxy at ${facts.server}, where ${facts.address} answers without TLS. Please tell us whether ${facts.address} is a server of yours. If it is not, ${facts.leased ? `find the DHCP server that names ${facts.server} in option 252` : `make our DNS answer NXDOMAIN for ${facts.server}`}.`,
      command: command`dig +short ${facts.server}`,
    },
    { owner: 'you', text: `If the network has no proxy, turn automatic discovery off in ${readersText(facts)}.` },
  ],
});

/** `server` is the name wpad in the search domain that answered, or the host that the lease names. */
function answeredFrom({ phases }: Observation): { server: string; address: string } | null {
  const tcp = phases.find((phase) => phase.name === 'tcp' && phase.ok);
  const address = tcp?.name === 'tcp' ? tcp['network.peer.address'] : null;
  if (tcp?.name !== 'tcp' || address === null || addressClass(address) !== 'public') return null;
  return { server: tcp['server.address'], address };
}
