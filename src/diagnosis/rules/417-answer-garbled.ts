/** GD417: the answer is not compressed as it declares. */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { command, listing } from '../../model/command/index.ts';
import { answersByHost } from '../facts/answers.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule } from './rule.ts';
import { deviceText, serverProofText } from './shared/wording.ts';

/** The codes of `http.encoding`: how the answer contradicts its header. */
const FAULTS = {
  NOT_GZIP: 'its header says that the body is compressed (gzip), but the body is not compressed',
  CODING_NOT_ASKED_FOR: 'its body is compressed in a form that was not requested',
  CODING_NOT_NAMED: 'its body is compressed, but its header does not say so',
} as const;
type Fault = keyof typeof FAULTS;

export const answerGarbled = defineRule({
  code: 'GD417',
  excludes: { 'answer-unusable': by.faults, 'download-altered': by.faults },

  find(view) {
    const garbled = answersByHost(view, ({ observation }) => observation.failure?.kind === 'http.encoding');
    return garbled.map(({ host, group, vouched, issuer, claim }) => ({
      ...claim,
      confidence: vouched === 'public' ? ('certain' as const) : ('likely' as const),
      facts: {
        ...{ host, vouched, issuer },
        faults: unique(group.flatMap(({ observation }) => faultOf(observation.failure?.code))),
        gitpod: publishedOwner(host) === 'Gitpod',
      },
    }));
  },

  summary: 'The answer is complete, but its body does not match its Content-Encoding header.',
  why: 'A device that inspects answers may change the compression of the body but keep the old header. A cache that stores one encoding for all clients has the same effect. Browsers, and curl without --compressed, may not show the problem.',
  stops:
    'Programs that ask for compressed answers, such as Go programs, fail with “gzip: invalid header”, “incorrect header check” or unreadable JSON.',
  otherwise: 'the service itself may send the wrong header',
  confusedWith: {
    'answer-unusable': 'no HTTP answer arrives; here an answer arrives, but its body cannot be decompressed.',
    'download-altered': 'the file can be decompressed but does not match the published checksum.',
  },
  byHand: [
    {
      run: command`curl -s -m 20 --compressed <url> -o /dev/null -w 'exit %{exitcode}\\n'`,
      shows: 'exit 61',
      tells: '61 means that curl cannot decompress the answer. 0 would mean that it can.',
    },
  ],
  example: { host: '<host>', faults: ['NOT_GZIP'], vouched: 'private', issuer: '<issuer>', gitpod: false },
  title: ({ host }) => `${host} sends answers that programs cannot unpack`,
  evidence: ({ host, faults, vouched, issuer }) => [
    ...faults.map((fault) => `The answer of ${host}: ${FAULTS[fault]}.`),
    serverProofText(vouched, issuer),
  ],
  fixes: ({ host, vouched, issuer, gitpod }) => {
    const server = {
      owner: gitpod ? ('gitpod' as const) : ('you' as const),
      text: `${gitpod ? `Please look at the compression of ${host}` : `Ask the operator of ${host} to look at its compression`} and the cache in front of it: the Content-Encoding header does not match the body.`,
    };
    const network = {
      owner: 'network-team' as const,
      text: `Answers of ${host} arrive with a Content-Encoding header that does not match their body. Please check whether ${deviceText(vouched, issuer)} decompresses or compresses answers, and exempt ${host}.`,
      command: listing('rules', [`exempt ${host} from inspection`]),
    };
    return vouched === 'public' ? [server] : [network, server];
  },
});

function faultOf(code: string | undefined): Fault[] {
  return code !== undefined && code in FAULTS ? [code as Fault] : [];
}
