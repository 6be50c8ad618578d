/** GD412: a download begins, then stalls while the connection stays open. */

import { ownerOf } from '../../knowledge/owner-of-host.ts';
import { command } from '../../model/command/index.ts';
import { unique } from '../facts/order.ts';
import { isRepeatedStall, lastingStalls } from '../facts/stalls.ts';
import { throughputs } from '../facts/throughput.ts';
import { defineRule } from './rule.ts';
import { briefly, plural, toList, verb } from './shared/wording.ts';

export const downloadStalls = defineRule({
  code: 'GD412',

  find(view) {
    const stalled = lastingStalls(view);
    return [...Map.groupBy(stalled, ({ observation }) => observation.route.via)].map(([via, group]) => {
      const hosts = unique(group.map(({ host }) => host));
      const repeated = group.some((one) => isRepeatedStall(one, group));
      const whole = throughputs(view).filter(({ silentMs, observation }) => silentMs === null && observation.route.via === via);
      return {
        subject: toList(hosts, 1),
        confidence: repeated || unique(hosts.map(ownerOf)).length > 1 ? ('likely' as const) : ('possible' as const),
        accountsFor: group.flatMap(({ observation }) => (view.isFailed(observation) ? [observation.id] : [])),
        evidence: group.map(({ observation }) => observation.id),
        requirements: unique(group.flatMap(({ observation }) => observation.requirements)),
        degrades: true as const,
        facts: {
          hosts,
          stalls: group.map(({ host, receivedBytes, silentMs }) => ({
            host,
            receivedBytes,
            silentSeconds: Math.round((silentMs ?? 0) / 100) / 10,
          })),
          repeated,
          viaProxy: via === 'proxy',
          whole: unique(whole.map(({ host }) => host)).filter((host) => !hosts.includes(host)),
        },
      };
    });
  },

  summary: 'Downloads begin, then stall after some bytes.',
  why: 'A device may hold large transfers back: data loss prevention or virus scanning may wait for the whole file, or each connection may have a limit. Or a tunnel may lose full-size packets but not small packets (MTU).',
  stops: 'Installations and updates of IDE servers, releases and images hang, although every host answers and small requests succeed.',
  otherwise: 'the server itself may have stopped sending',
  confusedWith: {
    'download-cut-short': 'the connection ends; here the connection stays open but goes silent.',
    'download-too-slow': 'data keeps coming, but slowly; here no data comes for a second or more.',
    'answer-unusable': 'no answer begins; here an answer begins, then stops.',
    'tls-stalls': 'even the handshake gets no answer.',
  },
  byHand: [
    {
      run: command`curl -sSL -r 0-98303 -o /dev/null -m 10 -w 'got %{size_download} bytes, exit %{exitcode}\\n' <url>`,
      shows: 'exit 28',
      tells:
        'curl exits with 28 if the time runs out. Repeat the command, also with a larger -m. A download often stalls at the same number of bytes.',
    },
  ],
  example: {
    hosts: ['<host>'],
    // The bytes received per attempt, and how long nothing arrived after them.
    stalls: [{ host: '<host>', receivedBytes: 16_384, silentSeconds: 4 }],
    // True if downloads from one host stalled twice at about the same position.
    repeated: true,
    viaProxy: false,
    // Hosts that delivered as many bytes without a pause.
    whole: [],
  },
  title: ({ hosts, stalls }) => `Downloads from ${toList(hosts, 3)} stall after ${bytesText(stalls)}`,
  evidence: ({ stalls, repeated, viaProxy, whole }) => [
    ...stalls
      .slice(0, 6)
      .map(
        ({ host, receivedBytes, silentSeconds }) =>
          `${host}: ${plural(receivedBytes, 'byte')} came${viaProxy ? ' through the proxy' : ''}, then nothing for ${silentSeconds} s while the connection stayed open.`,
      ),
    repeated && 'A second attempt stalled at about the same place.',
    whole.length > 0 && `From ${toList(whole, 3)} the same amount came without a pause.`,
  ],
  fixes: ({ hosts, stalls, viaProxy }) => [
    {
      owner: 'network-team',
      text: `Downloads over HTTPS from ${toList(hosts, 20)}${viaProxy ? ' through the proxy' : ''} begin but stall after ${bytesText(stalls)}; small answers arrive. Please check data loss prevention, virus scanning and transfer limits for ${briefly(hosts, 'host')}, and exempt ${verb(hosts.length, 'it', 'them')} from scanning. Please also check that full-size packets get through (MTU; ICMP “packet too big” must not be dropped).`,
    },
    {
      owner: 'you',
      text: 'Measure again without a VPN, or on another network: if the download then completes, the usual path is the cause.',
    },
  ],
});

function bytesText(stalls: readonly { receivedBytes: number }[]): string {
  const most = Math.max(...stalls.map(({ receivedBytes }) => receivedBytes));
  return most < 1000 ? plural(most, 'byte') : `${Math.round(most / 1000)} kB`;
}
