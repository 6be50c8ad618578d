/** GD405: the length is right and the content differs from the published one. */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { command } from '../../model/command/index.ts';
import { failedHops } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import { tlsProof } from '../facts/tls-proof.ts';
import { firstPhase } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { toList } from './shared/wording.ts';

export const downloadAltered = defineRule({
  code: 'GD405',
  excludes: { 'download-cut-short': by.failuresOf('http.checksum'), 'block-page': by.failuresOf('http.checksum') },

  find(view) {
    const altered = failedHops(view, new Set(['http.checksum'])).map((failed) => ({
      ...failed,
      genuine: tlsProof(failed.observation) === 'public',
    }));
    return [...Map.groupBy(altered, ({ host, genuine }) => `${host} ${genuine}`).values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const fetches = Math.min(...group.map(({ observation }) => firstPhase(observation, 'checksum')?.fetches ?? 1));
      return {
        subject: first.host,
        // A single mismatch may come from a download between the publication of a file and of its digest.
        confidence: fetches > 1 ? 'certain' : 'possible',
        accountsFor: group.map(({ observation }) => observation.id),
        facts: {
          host: first.host,
          files: unique(group.flatMap(({ observation: { target } }) => ('url' in target ? target.url : []))),
          fetches,
          genuine: first.genuine,
          gitpod: publishedOwner(first.host) === 'Gitpod',
        },
      };
    });
  },

  summary: 'A download has the right length, but not the published checksum.',
  why: 'If the server’s certificate is not from a public CA, a device may have changed the file: content scanning can rewrite files, and a cache can send an old version. If the certificate is from a public CA, no device can have changed the file. Then the file does not match the checksum that its publisher gives.',
  stops: 'Installers refuse the file. At worst, an installer runs a file that its publisher did not make.',
  confusedWith: {
    'download-cut-short': 'bytes are missing; here all bytes arrived.',
    'block-page': 'a web page arrives instead of the file.',
  },
  byHand: [
    {
      run: command`[ "$(curl -fsSL <url> | openssl dgst -sha256 -r | cut -c1-64)" = "$(curl -fsSL <url>.sha256 | cut -c1-64)" ] || echo 'another checksum'`,
      shows: 'another checksum',
      tells: 'The file does not match the published checksum. If it matches, nothing is printed.',
    },
    {
      run: command`curl -sSL -o /dev/null -m 300 -w 'exit %{exitcode}\\n' <url>`,
      shows: 'exit 0',
      tells: 'All bytes arrived, so nothing was cut off.',
    },
  ],
  example: {
    ...{ host: '<host>', files: ['<url>'], fetches: 2, gitpod: false },
    // True if the bytes came over TLS verified to public roots, so that no device on the path could change them.
    genuine: false,
  },
  title: ({ host, files }) =>
    `${files.length === 1 ? 'A download' : 'Downloads'} from ${host} ${files.length === 1 ? 'does' : 'do'} not match the published checksum`,
  evidence: ({ files, fetches, genuine }) => [
    `${toList(files)}: the SHA-256 of the file that arrived differs from the published checksum${fetches > 1 ? ` (file and checksum were fetched ${fetches} times)` : ''}.`,
    genuine ? 'The server’s certificate is from a public CA.' : 'No certificate of a public CA proves who sent the file.',
  ],
  fixes: ({ files, host, genuine, gitpod }) =>
    genuine
      ? [
          gitpod
            ? {
                owner: 'gitpod',
                text: `The published SHA-256 does not match the file, although no device can have changed it (the certificate is from a public CA): ${toList(files)}. Please publish the file and its checksum again.`,
              }
            : {
                owner: 'you',
                text: `Do not use the file. Tell the operator of ${host} that the published checksum does not match the file: ${toList(files)}.`,
              },
        ]
      : [
          {
            owner: 'network-team',
            text: `Files from ${host} arrive changed: their SHA-256 differs from the published checksum (${toList(files)}). TLS to this host is intercepted. Please exempt ${host} from TLS inspection and content scanning, and clear the cache for it.`,
          },
          { owner: 'you', text: 'Do not run the file that arrived.' },
        ],
});
