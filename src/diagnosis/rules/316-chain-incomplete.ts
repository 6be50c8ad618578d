/** GD316: a server does not send the intermediate certificate between its own and a root. */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { command, word } from '../../model/command/index.ts';
import type { Confidence } from '../../model/finding.ts';
import { type IncompleteChain, incompleteChains } from '../facts/incomplete-chains.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule } from './rule.ts';
import { chainCheck } from './shared/by-hand.ts';
import { plural, toList, verb } from './shared/wording.ts';

interface Facts {
  hosts: string[];
  missing: string | null;
  /** The URL in the last certificate from which its issuer can be downloaded (AIA). */
  url: string | null;
  sent: number;
  /** True if other servers sent the missing certificate. */
  known: boolean;
  gitpod: boolean;
}

export const chainIncomplete = defineRule<Facts>({
  code: 'GD316',
  excludes: {
    // An inspecting device uses its own issuer, which no verified chain has.
    'tls-intercepted': by.evidence,
    'extra-trust-broken': by.evidence,
  },

  find(view) {
    const groups = Map.groupBy(incompleteChains(view), ({ failed: { host } }) => host);
    return [...groups.values()].map((group) => {
      const facts = factsOf(group);
      return {
        subject: toList(facts.hosts, 1),
        confidence: confidenceOf(facts),
        accountsFor: group.map(({ failed }) => failed.observation.id),
        evidence: unique(group.flatMap(({ known }) => known)).slice(0, MAX_PROOFS),
        facts,
      };
    });
  },

  summary: 'A server does not send the intermediate certificate that links its own certificate to a root.',
  why: 'The certificate was installed without its intermediate certificates. Browsers hide this, because they fetch or remember intermediates. Go, Node, curl, git, Python and Java do not do this.',
  stops: 'Programs refuse the connection with “unable to get local issuer certificate” or “certificate signed by unknown authority”.',
  otherwise: 'a device may have made the certificate in the name of a public CA',
  confusedWith: {
    'tls-intercepted': 'a device signs with its own CA; here other servers have valid certificates from the same CA.',
    'extra-trust-broken': 'this machine lacks the root; here the server does not send an intermediate certificate.',
  },
  byHand: [
    {
      run: command`${chainCheck(word`<host>`)} | grep -c 'BEGIN CERTIFICATE' | sed 's/$/ sent/'`,
      shows: '1 sent',
      tells:
        'The server sends only its own certificate. Public CAs never sign server certificates with the root, so an intermediate is missing.',
    },
    {
      run: command`curl -sS -o /dev/null -m 10 https://<host>/`,
      shows: 'unable to get local issuer certificate',
      tells: 'Programs cannot complete the chain. A browser may still open the page, because it completes the chain itself.',
    },
  ],
  example: { hosts: ['<host>'], missing: '<issuer>', url: null, sent: 1, known: true, gitpod: false },
  title: ({ hosts, missing }) =>
    `${toList(hosts)} ${verb(hosts.length, 'does', 'do')} not send the intermediate certificate “${missing ?? 'of its issuer'}”`,
  evidence: ({ hosts, missing, url, sent, known }) => [
    `${toList(hosts)} ${verb(hosts.length, 'sends', 'send')} ${plural(sent, 'certificate')}. The last certificate is signed by “${missing ?? 'an unnamed issuer'}”, which was not sent and is not a root here.`,
    url !== null && `The certificate says where its issuer’s certificate is published: ${url}.`,
    known && `Other servers send “${missing ?? 'it'}”, and their chains verify.`,
    'Browsers hide this problem. Your programs do not, because they neither fetch nor remember intermediates.',
  ],
  fixes: ({ hosts, missing, url, gitpod }) => [
    {
      owner: gitpod ? 'gitpod' : 'network-team',
      text: `Please ask the operator of ${toList(hosts, 20)} to send the intermediate certificate “${missing ?? 'of the issuer'}”${url === null ? '' : ` (${url})`} after the certificate of the server. In nginx and HAProxy it is in the same file, below the server's own.`,
    },
  ],
});

const MAX_PROOFS = 3;

function factsOf(group: readonly IncompleteChain[]): Facts {
  const [first] = group;
  const issuer = first?.last.issuer;
  const hosts = unique(group.map(({ failed }) => failed.host));
  return {
    hosts,
    missing: issuer?.commonName ?? issuer?.organization ?? null,
    url: first?.last.issuerUrls?.[0] ?? null,
    sent: first?.tls.chain.length ?? 0,
    known: group.some(({ known }) => known.length > 0),
    gitpod: hosts.some((host) => publishedOwner(host) === 'Gitpod'),
  };
}

/** A device may use the name of a public CA. */
function confidenceOf({ known, url }: Facts): Confidence {
  if (known) return 'certain';
  return url === null ? 'possible' : 'likely';
}
