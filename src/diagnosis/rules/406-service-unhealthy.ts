/** GD406: the genuine server, AWS included, answers with its own error. */

import { requestOfCall } from '../../knowledge/measurements/aws-connection.ts';
import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { word } from '../../model/command/index.ts';
import type { Confidence } from '../../model/finding.ts';
import { answersByHost, type HttpAnswerFact } from '../facts/answers.ts';
import { callsFailedWith, failedCallIds } from '../facts/aws-calls.ts';
import { unique } from '../facts/order.ts';
import { isExplicitStatus, NETWORK_LOGIN_STATUS } from '../facts/statuses.ts';
import { isOwnServer, tlsProof } from '../facts/tls-proof.ts';
import type { View } from '../facts/view.ts';
import { by, type Claim, defineRule } from './rule.ts';
import { httpCheck } from './shared/by-hand.ts';
import { toList, verb } from './shared/wording.ts';

interface Facts {
  host: string;
  statuses: number[];
  products: string[];
  publicProof: boolean;
  /** True if the request used plain HTTP, as the requirement does. */
  inTheClear: boolean;
  operator: 'gitpod' | 'aws' | 'other';
}

const AWS_STATUS_PAGE = 'https://health.aws.amazon.com/health/status';

export const serviceUnhealthy = defineRule<Facts>({
  code: 'GD406',
  excludes: { 'proxy-cannot-reach-upstream': by.faults, 'block-page': by.faults, 'service-refuses-client': by.faults },

  find: (view) => [...ofServers(view), ...ofAws(view)],

  summary: 'The genuine server answers with a server error.',
  why: 'The service, or a system behind it, is not working. The network is not the cause, because the answer came over TLS from the genuine server.',
  stops: 'Everything that needs the service fails until its operator repairs it.',
  otherwise: 'a device on the path may answer in place of the service',
  confusedWith: {
    'proxy-cannot-reach-upstream': 'the proxy sends the error before TLS with the service begins; here the service sends the error.',
    'block-page': 'the certificate does not prove that the service answered.',
    'service-refuses-client': 'the service works but refuses this client; here the service fails.',
  },
  byHand: [
    {
      run: httpCheck(word`<url>`),
      shows: 'status 503',
      tells: 'You may see any number from 500 to 599. curl verified the certificate (no -k), so the service itself sent this status.',
    },
  ],
  example: { host: '<host>', statuses: [503], products: [], publicProof: true, inTheClear: false, operator: 'other' },
  title: ({ host, statuses }) => `${host} answers with an error of its own (${toList(statuses.map(String))})`,
  evidence: ({ host, statuses, products, publicProof, inTheClear, operator }) => [
    `${host} answers ${verb(statuses.length, 'status', 'statuses')} ${toList(statuses.map(String))}${products.length > 0 ? ` (${toList(products)})` : ''}.`,
    publicProof
      ? 'The answer came with a certificate of a public CA for this name.'
      : operator === 'aws'
        ? 'The answer has the signs of AWS.'
        : inTheClear
          ? 'The answer came over plain HTTP, which proves nothing about the sender.'
          : 'The answer came with a certificate that the machine’s own trust store accepts.',
  ],
  fixes: ({ host, statuses, operator }) => [
    operator === 'gitpod'
      ? { owner: 'gitpod', text: `${host} answers ${toList(statuses.map(String))} over verified TLS. Please check ${host}.` }
      : {
          owner: 'you',
          text: `${host} has a server error (${toList(statuses.map(String))}). Look at ${
            operator === 'aws' ? `the status page of AWS (${AWS_STATUS_PAGE})` : "its operator's status page"
          } and measure again in a few minutes; nothing has to change in the network.`,
        },
  ],
});

function ofServers(view: View): Claim<Facts>[] {
  return answersByHost(view, isBroken).map(({ host, vouched, statuses, products, claim }) => ({
    ...claim,
    confidence: vouched === 'public' && !statuses.includes(MISDIRECTED) ? 'certain' : 'likely',
    facts: {
      ...{ host, statuses, products },
      publicProof: vouched === 'public',
      inTheClear: vouched === 'clear',
      operator: publishedOwner(host) === 'Gitpod' ? 'gitpod' : 'other',
    },
  }));
}

/** 421 Misdirected Request: the server does not serve this name (RFC 9110 §15.5.20). */
const MISDIRECTED = 421;

/** Includes hosts for which any answer is accepted: their requirements are met, but the error is reported. */
function isBroken({ observation, answer, status, host, vouched, failed }: HttpAnswerFact): boolean {
  // A policy page is a refusal (GD409), and a challenge has a finding of its own (GD413).
  if (answer.pageClass === 'challenge' || answer.pageClass === 'block-page' || (vouched !== 'public' && !isOwnServer(observation, host)))
    return false;
  const isOwnError = status >= 500 && (!isExplicitStatus(status) || (status === NETWORK_LOGIN_STATUS && vouched === 'public'));
  return isOwnError || (failed && status === MISDIRECTED);
}

/** GD713 reports answers that do not come from AWS; throttling is not a server error. */
function ofAws(view: View): Claim<Facts>[] {
  const broken = callsFailedWith(view, 'aws.server-error');
  return [...Map.groupBy(broken, ({ answer, region }) => answer?.['server.address'] ?? region)].map(([host, group]) => {
    const ways = group.map(({ observation }) => requestOfCall(observation));
    const publicProof = ways.every((way) => way !== null && tlsProof(way) === 'public');
    const confidence: Confidence = publicProof ? 'certain' : 'likely';
    const statuses = unique(group.flatMap(({ answer }) => answer?.['http.response.status_code'] ?? [])).sort();
    return {
      subject: host,
      confidence,
      accountsFor: failedCallIds(view, group),
      facts: { host, statuses, products: [], publicProof, inTheClear: false, operator: 'aws' },
    };
  });
}
