/** GD504: no address of the gateway answers over UDP. Silence proves nothing, and the wording says so. */
import { command, listing, word } from '../../model/command/index.ts';
import { addressesOf, gatewayUdp, observationIds } from '../facts/gateway.ts';
import { recordedAnswers } from '../facts/recorded-answers.ts';
import type { View } from '../facts/view.ts';
import { defineRule } from './rule.ts';
import { tunnelCheck } from './shared/by-hand.ts';
import { firewallLines, plural, toList } from './shared/wording.ts';

export const gatewayUdpSilent = defineRule({
  code: 'GD504',

  find(view) {
    const udp = gatewayUdp(view);
    if (udp === null || udp.silent.length === 0 || udp.answered.length > 0 || udp.refused.length > 0) return [];
    const sent = udp.silent.flatMap(({ phases }) => phases.flatMap((phase) => (phase.name === 'udp' ? phase.datagramsSent : [])));
    const before = new Set(view.session.baseline?.answered);
    const inBaseline = addressesOf(udp.silent).every((address) => before.has(address));
    const whenCalibrated = addressesOf(udp.silent).every((address) => recordedAnswers(view).get(address)?.overUdp === true);
    const answeredBefore = inBaseline || whenCalibrated;
    const farEnd = farEndAnswer(view);
    return [
      {
        subject: `UDP port ${udp.port}`,
        confidence: answeredBefore || farEnd === 'silent' ? 'likely' : 'possible',
        accountsFor: observationIds(udp.silent),
        facts: {
          port: udp.port,
          addresses: addressesOf(udp.silent),
          datagrams: Math.max(0, ...sent),
          answeredBefore,
          inBaseline,
          farEnd,
          strayReplies: udp.silent.some(({ failure }) => failure?.kind === 'udp.unexpected-reply'),
          refusalIsInvisible: view.host?.platform === 'win32',
        },
      },
    ];
  },

  summary: 'The gateway did not answer over UDP. This is inconclusive.',
  why: 'Either a firewall drops UDP 4242, or the packets arrive and the gateway does not answer unknown clients. From this side, both look the same.',
  stops: 'If the packets are dropped, a Standard runner stays offline. If they arrive, nothing breaks.',
  otherwise: 'the gateway may have stopped answering strangers',
  confusedWith: {
    'gateway-udp-partly-open': 'some addresses answer, which proves that UDP gets out and back.',
    'gateway-udp-refused': 'an ICMP message comes back; here nothing does.',
    'local-firewall-blocks': 'this machine refuses to send; here it sent the packets.',
  },
  byHand: [
    {
      run: tunnelCheck(word`<gateway address>`),
      shows: '0 bytes came back',
      tells: 'This sends a Nebula message for an unknown tunnel, which the gateway may answer with 16 bytes. It did not.',
    },
    {
      run: command`nc -vzu -w 3 <gateway address> 4242`,
      shows: 'succeeded',
      tells: 'Do not be misled: nc says “succeeded” because nothing rejected the packet. It says the same if nothing answers.',
    },
  ],
  byHandNote:
    'No command on this side can tell whether the packets arrive: a firewall that drops them and a gateway that does not answer look the same. Look for UDP 4242 in the firewall’s log of dropped packets while you repeat it, or use a server that is known to answer (“gitpod-doctor listen”).',
  example: {
    port: 4242,
    addresses: ['<address>'],
    datagrams: 3,
    // The same addresses answered on a good network: in its report, or where the list was calibrated.
    answeredBefore: false,
    inBaseline: false,
    // The answer of the user's external listener to the same datagram; null without a listener.
    farEnd: null,
    // A reply arrived that is not the gateway's.
    strayReplies: false,
    // This system hides ICMP refusals from programs.
    refusalIsInvisible: false,
  },
  titleIsOpen: true,
  title: ({ port, answeredBefore, farEnd }) =>
    farEnd === 'silent'
      ? `UDP port ${port} gets no answer from the gateway nor from your own far end: probably dropped in transit`
      : answeredBefore
        ? `No answer from the gateway on UDP port ${port}, which answered on another network: probably dropped in transit`
        : `The gateway did not answer on UDP port ${port}, which is inconclusive`,
  evidence: ({ port, addresses, datagrams, answeredBefore, inBaseline, farEnd, strayReplies, refusalIsInvisible }) => [
    `No gateway answer came back to ${plural(datagrams, 'datagram')} to UDP port ${port} of ${addresses.length > 1 ? 'each of ' : ''}${toList(addresses)}.`,
    inBaseline && 'In the report that this one is compared with, the same addresses answered.',
    answeredBefore && !inBaseline && 'On a good network, where the list was calibrated, the same addresses answered.',
    farEnd === 'answered' &&
      `Your own far end answered on UDP port ${port}: the port leaves this network, so look at these addresses alone.`,
    farEnd === 'silent' && 'Your own far end, which listens, did not answer either.',
    strayReplies && 'A reply came that is not one of the gateway; something else answers on this way.',
    refusalIsInvisible && 'On Windows a refusal is invisible to programs and looks like silence.',
  ],
  fixes: ({ port, addresses }) => [
    {
      owner: 'network-team',
      text: `Please check in the firewall's rules and log that outbound UDP ${port} to the Gitpod gateway (${addresses.length > 1 ? `the ${addresses.length} addresses` : 'the address'} below) is permitted, replies included, and allow it if it is not. Our own measurement got no answer, which does not prove that it is closed.`,
      command: listing('rules', firewallLines('UDP', port, addresses)),
    },
    {
      owner: 'you',
      text: `Test with a server that is known to answer: run “gitpod-doctor listen --udp ${port} --host 0.0.0.0” on a host outside the firewall, then “gitpod-doctor check gateway --far-end HOST” here. If that answers, UDP ${port} leaves this network.`,
    },
  ],
});

/** A refusal comes from the path and not from the listener, so GD503 explains it, and here it counts as silence. */
function farEndAnswer(view: View): 'answered' | 'silent' | null {
  const seen = view.controls('far-end').at(-1);
  if (seen === undefined) return null;
  return seen.failure === null ? 'answered' : 'silent';
}
