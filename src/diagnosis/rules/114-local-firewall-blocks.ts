/** GD114: this machine itself refused to send. */

import { command } from '../../model/command/index.ts';
import type { Observation, WebObservation } from '../../model/observation.ts';
import { targetText } from '../../model/target.ts';
import { directEgress } from '../facts/direct-egress.ts';
import { observationsEndedIn } from '../facts/log.ts';
import { deniedLocally } from '../facts/on-this-machine.ts';
import { unique } from '../facts/order.ts';
import type { View } from '../facts/view.ts';
import { by, type Claim, defineRule } from './rule.ts';
import { plural, toList } from './shared/wording.ts';

interface Facts {
  targets: string[];
  protocols: ('TCP' | 'UDP')[];
  /** Targets of unanswered connections that the same firewall explains, because no direct connection opens. */
  silent: string[];
  /** True if the connections opened and this machine ended them. */
  aborted: boolean;
}

export const localFirewallBlocks = defineRule<Facts>({
  code: 'GD114',
  excludes: {
    'path-rejected': by.failuresOf('tcp.local-denied', 'udp.local-denied'),
    'no-network': by.failuresOf('tcp.local-denied', 'udp.local-denied'),
    'no-direct-egress': by.failuresOf('tcp.local-denied', 'udp.local-denied'),
  },

  find(view) {
    const denied = deniedLocally(view);
    const aborted = observationsEndedIn(view, 'tcp.aborted').filter(view.isFailed);
    const silent = denied.length === 0 ? [] : silentToo(view);
    return [...(aborted.length === 0 ? [] : [abortedClaim(aborted)]), ...(denied.length === 0 ? [] : [deniedClaim(denied, silent)])];
  },

  summary: 'A firewall or filter on this machine refuses to send packets.',
  why: 'The operating system rejects the packet before it leaves this machine. The reason may be a local firewall rule (nftables, iptables, Windows Defender), endpoint protection, a container or sandbox policy, or a prohibit route.',
  stops: 'Every program on this machine that connects to a blocked target fails.',
  otherwise: 'packets may be dropped further along the path, or a change of network may have ended the connections',
  confusedWith: {
    'path-rejected': 'the packet leaves this machine, and a device on the path rejects it.',
    'no-network': 'this machine has no interface or no route at all.',
    'no-direct-egress': 'this machine sends the packets, but nothing comes back.',
  },
  byHand: [
    {
      run: command`bash -c 'echo x > /dev/udp/<gateway address>/4242'`,
      shows: 'Operation not permitted',
      tells: 'Sending fails on this machine itself. A device in the network cannot cause this error.',
    },
    {
      run: command`nft list ruleset | grep -nE 'drop|reject'`,
      shows: 'reject',
      tells: 'Run this command as root. It lists the rules that drop or reject packets. “iptables -S OUTPUT” lists older rules.',
    },
  ],
  byHandNote:
    'An endpoint protection agent often has no rule list that you can read. If policy allows, switch the agent off for a minute and measure again.',
  example: { targets: ['<host>:<port>'], protocols: ['TCP'], silent: [], aborted: false },
  title: ({ protocols, targets, silent, aborted }) =>
    aborted
      ? `Software on this machine ends connections to ${toList(targets, 2)}`
      : silent.length > 0
        ? "This machine's own firewall lets no connection out"
        : `This machine's own firewall blocks ${toList(protocols)} to ${toList(targets, 2)}`,
  evidence: (facts) => [
    facts.aborted
      ? `Connections to ${toList(facts.targets)} were opened, and this machine's own system ended them (ECONNABORTED).`
      : `This machine refused to send ${toList(facts.protocols)} to ${toList(facts.targets)}.`,
    facts.silent.length > 0 &&
      `No connection to any of ${plural(facts.silent.length, 'target')} got an answer. Packets that a local rule drops also get no answer.`,
  ],
  fixes: (facts) => [
    {
      owner: 'you',
      text: facts.aborted
        ? `Switch the security software and the VPN client of this machine off for a minute, if policy allows, and measure again. If the check passes then, exempt ${facts.targets.join(', ')} in the settings of that software.`
        : `Allow outbound ${toList(facts.protocols)} to ${facts.targets.join(', ')}${facts.silent.length > 0 ? ` and TCP to ${facts.silent.join(', ')}` : ''} in the firewall or endpoint protection of this machine.`,
      ...(facts.aborted ? {} : { command: command`sudo nft list ruleset` }),
    },
  ],
});

function deniedClaim(denied: readonly Observation[], silent: readonly Observation[]): Claim<Facts> {
  return {
    subject: 'this machine',
    confidence: silent.length === 0 ? 'certain' : 'likely',
    accountsFor: [...denied, ...silent].map(({ id }) => id),
    facts: { targets: targetsOf(denied), protocols: protocolsOf(denied), silent: targetsOf(silent), aborted: false },
  };
}

/** The error does not say what ended the connection: a security product, or a network that went away. */
function abortedClaim(aborted: readonly Observation[]): Claim<Facts> {
  return {
    subject: 'connections of this machine',
    confidence: 'likely',
    accountsFor: aborted.map(({ id }) => id),
    facts: { targets: targetsOf(aborted), protocols: protocolsOf(aborted), silent: [], aborted: true },
  };
}

function targetsOf(observations: readonly Observation[]): string[] {
  return unique(observations.map(({ target }) => targetText(target)));
}

function protocolsOf(observations: readonly Observation[]): Facts['protocols'] {
  return unique(observations.map(({ probe }) => (probe === 'udp' ? ('UDP' as const) : ('TCP' as const)))).sort();
}

/** An unanswered connection may be due to the same local rule, but only if no direct connection opens. */
function silentToo(view: View): WebObservation[] {
  const egress = directEgress(view);
  if (egress.reached.size > 0) return [];
  return egress.failed.filter((observation) => observation.failure?.kind === 'tcp.timeout');
}
