/** GD418: a requirement is met by an answer over plain HTTP, which proves nothing about the sender. */

import { answersByHost, type HttpAnswerFact } from '../facts/answers.ts';
import { METADATA_ADDRESS } from '../facts/context.ts';
import { defineRule } from './rule.ts';
import { toList, verb } from './shared/wording.ts';

export const answerNotProved = defineRule({
  code: 'GD418',
  scope: 'note',

  find(view) {
    const found = answersByHost(view, isUnproved);
    if (found.length === 0) return [];
    const hosts = found.map(({ host }) => host);
    return [
      {
        subject: toList(hosts, 1),
        confidence: 'certain' as const,
        accountsFor: [],
        evidence: found.flatMap(({ claim }) => claim.evidence),
        requirements: found.flatMap(({ claim }) => claim.requirements),
        facts: { hosts },
      },
    ];
  },

  summary: 'A host with an http:// address answers, but nothing proves that it is the right host.',
  why: 'Over plain HTTP, any device on the path can answer instead of the server or change its answer. A filter that sends an ordinary page looks the same as the server.',
  stops: 'Nothing failed. But devices on the path can read everything that programs send to this host, including tokens.',
  confusedWith: { 'block-page': 'the page says that it blocks the request; here nothing in the answer shows a filter.' },
  byHand: [],
  byHandNote:
    'No command can show this, because without TLS the answers of two servers can look the same. Use https:// instead: then the certificate proves who answers.',
  example: { hosts: ['<host>'] },
  title: ({ hosts }) =>
    `${toList(hosts)} ${hosts.length === 1 ? 'answers' : 'answer'} over plain HTTP, which proves nothing about who answers`,
  evidence: ({ hosts }) => [`Requested without TLS: ${toList(hosts, 20)}.`],
  fixes: ({ hosts }) => [
    {
      owner: 'you',
      text: `If ${toList(hosts)} ${verb(hosts.length, 'supports', 'support')} https://, give ${hosts.length === 1 ? 'its address' : 'their addresses'} with https:// and measure again.`,
    },
  ],
});

/** The metadata service is on the local link and has no TLS. */
function isUnproved({ vouched, failed, observation, host }: HttpAnswerFact): boolean {
  return vouched === 'clear' && !failed && observation.failure === null && host !== METADATA_ADDRESS;
}
