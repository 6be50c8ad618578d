/** GD404: fewer bytes arrive than Content-Length declares. */

import { command } from '../../model/command/index.ts';
import type { Confidence } from '../../model/finding.ts';
import type { WebObservation } from '../../model/observation.ts';
import { type FailedHop, failedHops, phaseOfHop } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import { firstPhase } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { plural, toList } from './shared/wording.ts';

export const downloadCutShort = defineRule({
  code: 'GD404',
  excludes: { 'download-too-slow': by.failuresOf('http.truncated'), 'download-altered': by.failuresOf('http.truncated') },

  find(view) {
    const short = failedHops(view, new Set(['http.truncated']));
    return [...Map.groupBy(short, ({ host }) => host)].map(([host, group]) => {
      const repeats = group.flatMap(({ observation }) => view.controlFor(observation, 'repeat') ?? []);
      return {
        subject: host,
        confidence: confidenceOf(group, repeats),
        accountsFor: group.map(({ observation }) => observation.id),
        evidence: unique(repeats.map(({ id }) => id)),
        facts: { host, attempts: [...group.map(({ observation }) => observation), ...repeats.filter(isShort)].map(sizes) },
      };
    });
  },

  summary: 'A download ends before all announced bytes have arrived.',
  why: 'The server announced more bytes than arrived. A device in the network limits the size or duration of transfers, scans the file and gives up, or ends the connection for another reason.',
  stops: 'Installations and updates end with “unexpected EOF”, a wrong checksum or a damaged archive.',
  otherwise: 'the server itself may have ended the downloads',
  confusedWith: {
    'download-too-slow': 'data keeps coming, but slowly; here the connection ends.',
    'download-altered': 'all bytes arrive, but their content is wrong; here bytes are missing.',
  },
  byHand: [
    {
      run: command`curl -sSL -o /dev/null -m 300 -w 'got %{size_download} bytes, exit %{exitcode}\\n' <url>`,
      shows: 'exit 18',
      tells: 'curl exits with 18 if fewer bytes arrive than were announced. Repeat the command: the number of bytes is often the same.',
    },
  ],
  example: {
    host: '<host>',
    // Received and declared bytes per attempt.
    attempts: [{ received: 49_152, announced: 98_304 }],
  },
  title: ({ host }) => `Downloads from ${host} end before all bytes have arrived`,
  evidence: ({ attempts }) =>
    attempts
      .slice(0, 4)
      .map(({ received, announced }) => `Received ${plural(received, 'byte')} of ${announced ?? 'an unknown number of'} announced.`),
  fixes: ({ host, attempts }) => [
    {
      owner: 'network-team',
      text: `Downloads over HTTPS from ${host} end early: ${toList(attempts.slice(0, 4).map(({ received, announced }) => `${received} of ${announced ?? 'unknown'} bytes`))}. Please check size and time limits for transfers, and content scanning of archives and programs, on the proxy and firewall. Please exempt ${host} from these limits.`,
    },
  ],
});

/** Two failures exclude chance: either the repeated download or another file of the host ended early too. */
function confidenceOf(group: readonly FailedHop[], repeats: readonly WebObservation[]): Confidence {
  const again = repeats.some(isShort) || group.some(({ observation }) => (firstPhase(observation, 'checksum')?.fetches ?? 1) > 1);
  if (again) return 'certain';
  return group.length > 1 ? 'likely' : 'possible';
}

function isShort({ failure }: WebObservation): boolean {
  return failure?.kind === 'http.truncated';
}

function sizes(observation: WebObservation) {
  const checksum = firstPhase(observation, 'checksum');
  const answer = phaseOfHop(observation, 'http', observation.phases.at(-1)?.hop ?? 0)?.answer;
  const { announcedBytes, receivedBytes } = checksum ?? answer ?? { announcedBytes: null, receivedBytes: 0 };
  return { received: receivedBytes, announced: announcedBytes };
}
