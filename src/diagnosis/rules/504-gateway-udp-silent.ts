/** GD504: no address of the gateway answers over UDP. A timeout proves nothing, and the wording says so. */
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
  why: 'Either a firewall drops UDP 4242, or the packets arrive and the gateway does not answer unknown clients. These two cases look the same from here.',
  stops: 'If the packets are dropped, a Standard runner stays offline. If they arrive, nothing breaks.',
  otherwise: 'the gateway may no longer answer unknown clients',
  confusedWith: {
    'gateway-udp-partly-open': 'some addresses answer, so UDP can leave this network and come back.',
    'gateway-udp-refused': 'an ICMP message arrives; here no message arrives.',
    'local-firewall-blocks': 'this machine refuses to send; here this machine sent the packets.',
  },
  byHand: [
    {
      run: tunnelCheck(word`<gateway address>`),
      shows: '0 bytes came back',
      tells: 'This command sends a Nebula message for an unknown tunnel. The gateway may answer with 16 bytes, but no answer came.',
    },
    {
      run: command`nc -vzu -w 3 <gateway address> 4242`,
      shows: 'succeeded',
      tells: 'This proves nothing: nc says “succeeded” if no device rejected the packet, even if no answer comes.',
    },
  ],
  byHandNote:
    'No command on this machine can show whether the packets arrive, because a firewall that drops them looks the same as a gateway that does not answer. Repeat the command, and look for UDP 4242 in the firewall’s log of dropped packets. Or use a server that is known to answer (“gitpod-doctor listen”).',
  example: {
    port: 4242,
    addresses: ['<address>'],
    datagrams: 3,
    // True if the same addresses answered on a good network: in its report, or where the list was calibrated.
    answeredBefore: false,
    inBaseline: false,
    // The answer of the user's external listener to the same datagram; null without a listener.
    farEnd: null,
    // True if a reply arrived that does not come from the gateway.
    strayReplies: false,
    // True if the operating system hides ICMP refusals from programs.
    refusalIsInvisible: false,
  },
  titleIsOpen: true,
  title: ({ port, answeredBefore, farEnd }) =>
    farEnd === 'silent'
      ? `UDP port ${port} gets no answer from the gateway or from your own test server: probably dropped in transit`
      : answeredBefore
        ? `No answer from the gateway on UDP port ${port}, although it answered on another network: probably dropped in transit`
        : `The gateway did not answer on UDP port ${port}, which is inconclusive`,
  evidence: ({ port, addresses, datagrams, answeredBefore, inBaseline, farEnd, strayReplies, refusalIsInvisible }) => [
    `No gateway answer came back to ${plural(datagrams, 'datagram')} to UDP port ${port} of ${addresses.length > 1 ? 'each of ' : ''}${toList(addresses)}.`,
    inBaseline && 'In the other report, the same addresses answered.',
    answeredBefore && !inBaseline && 'In the recording of a good network, the same addresses answered.',
    farEnd === 'answered' &&
      `Your own test server answered on UDP port ${port}: packets to this port can leave this network, so at most the gateway’s addresses are blocked.`,
    farEnd === 'silent' && 'Your own test server, which listens, did not answer either.',
    strayReplies && 'A reply came that is not from the gateway, so another server answers on this route.',
    refusalIsInvisible && 'On Windows, programs cannot see a refusal, so it looks like silence.',
  ],
  fixes: ({ port, addresses }) => [
    {
      owner: 'network-team',
      text: `Please check in the firewall's rules and log whether outbound UDP ${port} to the Gitpod gateway (${plural(addresses.length, 'address', 'addresses')}) and the replies are allowed. If not, please allow outbound UDP ${port} and the replies. Our test got no answer, which does not prove that the port is closed.`,
      command: listing('rules', firewallLines('UDP', port, addresses)),
    },
    {
      owner: 'you',
      text: `Test with a server that is known to answer: run “gitpod-doctor listen --udp ${port} --host 0.0.0.0” on a host outside the firewall, then “gitpod-doctor check gateway --far-end HOST” here. If that server answers, UDP ${port} leaves this network.`,
    },
  ],
});

/** A refusal comes from the path and not from the listener, so GD503 explains it; here it counts as no answer. */
function farEndAnswer(view: View): 'answered' | 'silent' | null {
  const seen = view.controls('far-end').at(-1);
  if (seen === undefined) return null;
  return seen.failure === null ? 'answered' : 'silent';
}
