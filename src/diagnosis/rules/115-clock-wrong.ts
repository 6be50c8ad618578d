/** GD115: servers agree on a time that differs from this machine's. */

import { ownerOf } from '../../knowledge/owner-of-host.ts';
import { command } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { clockOf, validByServerTime } from '../facts/clock.ts';
import { failedHops, phaseOfHop } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import { defineRule } from './rule.ts';
import { duration, plural, toList } from './shared/wording.ts';

/** AWS refuses request signatures with a larger difference (AWS General Reference, SigV4). */
const SIGNATURE_MS = 5 * 60_000;
const OUTSIDE: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.expired', 'tls.not-yet-valid']);

const isRefusedByAws = ({ offsetMs }: { offsetMs: number }) => Math.abs(offsetMs) > SIGNATURE_MS;

export const clockWrong = defineRule({
  code: 'GD115',
  excludes: {
    'certificate-expired': (view) => clockOf(view).observations,
    'aws-credentials-expired': (view) => clockOf(view).observations,
  },

  find(view) {
    const clock = clockOf(view);
    if (clock.state !== 'wrong') return [];
    const refused = failedHops(view, OUTSIDE).filter(({ observation, hop }) => {
      const tls = phaseOfHop(observation, 'tls', hop);
      return tls !== undefined && validByServerTime(observation, tls, clock);
    });
    return [
      {
        subject: 'this machine',
        // One operator's servers may all be wrong in the same way.
        confidence: new Set(clock.hosts.map(ownerOf)).size > 1 ? ('certain' as const) : ('likely' as const),
        accountsFor: refused.map(({ observation }) => observation.id),
        evidence: clock.observations.slice(0, 5),
        requirements: ['host.clock'],
        ...(isRefusedByAws(clock) ? { degrades: true as const } : {}),
        facts: { offsetMs: clock.offsetMs, hosts: clock.hosts, refused: unique(refused.map(({ host }) => host)) },
      },
    ];
  },

  summary: 'The clock of this machine is wrong.',
  why: 'The Date headers of genuine servers agree with one another, but not with this clock. The usual reasons are a virtual machine that was suspended, a network that blocks time servers (UDP 123), and a clock that was set by hand.',
  stops:
    'Certificates and sign-in tokens may seem expired or not yet valid. AWS refuses requests whose time is wrong by more than five minutes.',
  otherwise: 'all Date headers came from one owner, whose clock may be the wrong one',
  confusedWith: {
    'certificate-expired': 'other servers agree with this clock, and one certificate is expired or not yet valid.',
    'aws-credentials-expired': 'the clock is right, but the session itself has expired.',
  },
  byHand: [
    {
      run: command`here=$(date -u +%H:%M) there=$(curl -skI https://app.gitpod.io/ | sed -n 's/^[Dd]ate:.* \\(..:..\\):.*/\\1/p'); [ "$here" = "$there" ] || echo "here $here, there $there"`,
      shows: 'here <time here>, there <time there>',
      tells:
        'This prints the times of this machine and of the server, in UTC, unless they agree to the minute. The option -k is needed because a wrong clock makes every certificate look invalid.',
    },
  ],
  example: {
    offsetMs: 7_200_000,
    // Hosts whose servers agree on the time.
    hosts: ['<host>', '<another host>'],
    // Hosts whose certificates are invalid only by the clock of this machine.
    refused: [],
  },
  title: ({ offsetMs, refused }) =>
    `The clock of the machine is ${duration(offsetMs)} ${offsetMs > 0 ? 'behind' : 'ahead'}${refused.length === 0 ? '' : `, so valid certificates look ${offsetMs > 0 ? 'not yet valid' : 'expired'}`}`,
  evidence: ({ offsetMs, hosts, refused }) => [
    `${plural(hosts.length, 'server')} ${hosts.length === 1 ? 'sends' : 'agree on'} a time that is ${duration(offsetMs)} ${offsetMs > 0 ? 'later' : 'earlier'} than the time here: ${toList(hosts)}.`,
    refused.length > 0 && `By the servers’ time, the certificates of ${toList(refused)} are valid.`,
    isRefusedByAws({ offsetMs }) && 'AWS refuses requests if the clock is this wrong.',
  ],
  fixes: () => [
    {
      owner: 'you',
      text: 'Set the clock of this machine and keep it right with a time service: systemd-timesyncd or chrony on Linux, or the host’s time in a virtual machine.',
      command: command`timedatectl set-ntp true\ntimedatectl status`,
    },
    {
      owner: 'network-team',
      text: 'The clock of our machine is wrong. We did not test whether NTP is blocked. If NTP is blocked, please allow outbound UDP 123 to a time server, or tell us the time server of this network. On EC2, the time server 169.254.169.123 needs no firewall rule.',
    },
  ],
});
