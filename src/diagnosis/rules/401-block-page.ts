/** GD401: a filter answers in the service's place. */

import { command, listing, word } from '../../model/command/index.ts';
import type { Confidence } from '../../model/finding.ts';
import type { WebObservation } from '../../model/observation.ts';
import { filterPages } from '../facts/filter-pages.ts';
import type { ForeignPage } from '../facts/foreign-page.ts';
import { endpointOfHop, lastHop, phaseOfHop } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import { hasPrivateRoot, issuerName } from '../facts/tls-proof.ts';
import { by, defineRule } from './rule.ts';
import { certCheck } from './shared/by-hand.ts';
import { briefly, endpointText, toList, verb } from './shared/wording.ts';

interface Answered {
  observation: WebObservation;
  page: ForeignPage;
  host: string;
  issuer: string | null;
}

export const blockPage = defineRule({
  code: 'GD401',
  excludes: {
    'tls-intercepted': by.faults,
    'service-refuses-client': by.faults,
    'captive-portal': by.faults,
    'proxy-cannot-reach-upstream': by.faults,
  },

  find(view) {
    const answered: Answered[] = [];
    const pages = filterPages(view);
    for (const observation of pages.size === 0 ? [] : view.failedWeb) {
      const hop = lastHop(observation);
      const endpoint = endpointOfHop(observation, hop);
      const page = pages.get(observation.id);
      // After a redirect, the target of the redirect is blocked (GD403).
      if (page === undefined || endpoint === null || hop > 0) continue;
      const tls = phaseOfHop(observation, 'tls', hop);
      const issuer = tls !== undefined && hasPrivateRoot(tls) ? issuerName(tls.chain) : null;
      answered.push({ observation, page, host: endpointText(endpoint.host, endpoint.port), issuer });
    }
    // One finding per filter, which is identified by its product or otherwise by its CA. A status alone identifies no filter.
    const groups = Map.groupBy(answered, ({ page, issuer }) => `${page.vendor ?? issuer ?? 'unnamed'} ${page.mark === 'status'}`);
    return [...groups.values()].map((group) => {
      const hosts = unique(group.map(({ host }) => host));
      const vendor = group[0]?.page.vendor ?? null;
      return {
        subject: vendor ?? toList(hosts, 1),
        confidence: strongest(group.map(({ page }) => page.confidence)),
        accountsFor: group.map(({ observation }) => observation.id),
        facts: { hosts, vendor, issuer: group[0]?.issuer ?? null, pages: group.map(({ page }) => page) },
      };
    });
  },

  summary: 'A filter answers instead of the service.',
  why: 'A web filter blocks the URL or its category and answers with its own page. Programs mistake this page for the service’s answer, so their error is often misleading.',
  stops: 'Downloads and calls to a blocked host return a web page instead of the data.',
  otherwise: 'the service itself may have changed what it sends',
  confusedWith: {
    'tls-intercepted': 'the service answers, through a device that re-signs TLS; here the service never answers.',
    'service-refuses-client': 'the genuine server refuses and has a public certificate; here no such certificate proves who answers.',
    'captive-portal': 'every host leads to one login page; here the filter refuses only some hosts.',
    'proxy-cannot-reach-upstream': 'the proxy answers CONNECT with an error; here the tunnel opens, and then a web page arrives.',
  },
  byHand: [
    {
      run: command`curl -sk -m 10 https://<host>/ | head -c 600`,
      shows: '<refusal>',
      tells: 'The filter sends a web page. The option -k shows this page although the filter’s certificate is not valid.',
    },
    {
      run: certCheck(word`<host>`, command`-issuer`),
      shows: '<issuer>',
      tells: 'No public CA signed this certificate, so the page did not come from the service.',
    },
  ],
  example: {
    hosts: ['<host>'],
    vendor: null,
    // The private CA that signed in the service's place; null without TLS or under a public CA.
    issuer: '<issuer>',
    pages: [{ mark: 'page', confidence: 'certain', vendor: null, status: 403, contentType: null, redirect: null }],
  },
  title: ({ hosts, vendor, pages }) => {
    const by = vendor ?? blockerIn(pages) ?? 'a filter';
    return pages.every(({ mark }) => mark === 'status')
      ? `The answer of ${toList(hosts)} comes from an inspecting device`
      : `${toList(hosts)} ${verb(hosts.length, 'is', 'are')} answered by ${by} in place of the service`;
  },
  evidence: ({ issuer, pages }) => [
    ...unique(pages.map(markText)),
    issuer === null
      ? 'No certificate of a public CA proves that the service answered.'
      : `The certificate of the answer is signed by “${issuer}”, which is not a public CA.`,
  ],
  fixes: ({ hosts, vendor, issuer, pages }) => [
    {
      owner: 'network-team',
      text: `${vendor ?? blockerIn(pages) ?? 'A web filter'}${issuer === null ? '' : ` (certificate issuer “${issuer}”)`} answers requests to ${briefly(hosts, 'host')} with a page of its own. Please allow ${briefly(hosts, 'host')} in the URL filter, by name and for every path. If you can, exempt ${verb(hosts.length, 'it', 'them')} from TLS inspection too.`,
      command: listing(
        'rules',
        hosts.map((host) => `allow https://${host}/*`),
      ),
    },
  ],
});

/** The host that an answer names as the one that blocks (RFC 7725). */
function blockerIn(pages: readonly ForeignPage[]): string | null {
  return pages.find(({ blockedBy }) => blockedBy !== undefined)?.blockedBy ?? null;
}

function strongest(confidences: readonly Confidence[]): Confidence {
  if (confidences.includes('certain')) return 'certain';
  return confidences.includes('likely') ? 'likely' : 'possible';
}

function markText({ mark, vendor, status, contentType, redirect, blockedBy }: ForeignPage): string {
  switch (mark) {
    case 'filter':
      return `The answer has the signs of ${vendor ?? 'a web filter'}.`;
    case 'page':
      return `The answer${status === null ? '' : ` with status ${status}`} is a page that refuses or asks for a login.`;
    case 'blocked-by':
      return `The answer, with status ${status ?? 451}, says that ${blockedBy ?? 'another owner'} blocks the request (Link: rel="blocked-by").`;
    case 'redirect':
      return `The answer redirects to ${redirect ?? 'another owner'}, which does not belong to the service.`;
    case 'media-type':
      return `The answer has the type ${contentType ?? 'unknown'}, which the service does not send.`;
    case 'not-tls':
      return 'The server that answers on this port does not support TLS.';
    case 'same-signer':
      return `Another answer, which is not a page, has a certificate from the same CA as the page${status === null ? '' : ` with status ${status}`}.`;
    case 'status':
      return `The answer has status ${status ?? 'unknown'}.`;
  }
}
