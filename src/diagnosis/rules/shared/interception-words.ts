/** The words of GD307. They have their own file because the cause has several readings and kinds of fix. */

import { command, word } from '../../../model/command/index.ts';
import type { CaFileResult, InterceptionFacts } from '../../facts/interception-facts.ts';
import type { Explanation } from '../rule.ts';
import { certCheck } from './by-hand.ts';
import { exemptionFix, ownServerFix, signerName, trustFixes } from './interception-remedies.ts';
import { consumerNames, consumerVerb, programLines } from './program-words.ts';
import { capitalize, plural, toList, verb } from './wording.ts';

export const tlsInterceptedWords: Explanation<InterceptionFacts> = {
  summary: 'A device intercepts TLS and re-signs it with a private CA.',
  why: 'An inspecting proxy or firewall decrypts the TLS connection and presents its own certificate for each host. Programs accept this certificate only if they trust the device’s root certificate. Each kind of program has its own trust store.',
  stops:
    'Programs that do not trust the root certificate fail with “certificate signed by unknown authority”, “unable to get local issuer certificate” or “PKIX path building failed”. Browsers often work, because the company installed the root certificate for them.',
  confusedWith: {
    'certificate-for-another-name':
      'the certificate is for another host; here the certificate is for the right host, but from the wrong CA.',
    'block-page': 'a filter answers instead of the service; here the service answers, through a device that re-signs its TLS.',
    'certificate-expired': 'the CA is public, and only the date is wrong.',
    'transparent-proxy': 'a device accepts connections before TLS begins; here a device replaces certificates.',
    'captive-portal': 'every request leads to one login page; here the services answer.',
  },
  byHand: [
    {
      run: certCheck(word`<host>`, command`-issuer`),
      shows: '<issuer>',
      tells: 'This CA signed the certificate, and it is not a public CA. Try two unrelated hosts: the same CA signs for both.',
    },
    {
      run: command`curl -sS -o /dev/null -m 10 https://<host>/`,
      shows: 'SSL certificate problem',
      tells:
        'A program that does not trust the CA refuses the connection. A program that trusts the CA reports nothing, so look at the issuer.',
    },
  ],
  example: {
    issuer: '<issuer>',
    vendor: null,
    hosts: ['<host>'],
    exempt: ['<host>'],
    owners: 1,
    published: true,
    reading: 'interception',
    untrustedBy: ['go'],
    trustedBy: [],
    programs: [],
    platform: 'linux',
    tried: null,
  },
  title(facts) {
    const { hosts, exempt, reading, untrustedBy } = facts;
    if (reading === 'own-authority')
      return `${toList(hosts)} ${verb(hosts.length, 'presents', 'present')} a certificate of a private CA that is not trusted here`;
    if (reading === 'public-name') return `The certificate of ${toList(hosts)} leads to no root that is trusted here`;
    // Counts only the hosts to exempt. The evidence may also list hosts that only other machines need.
    const where = hosts.length > 3 ? plural(exempt.length > 0 ? exempt.length : hosts.length, 'host') : toList(hosts);
    const by = `${capitalize(signerName(facts))} inspects TLS to ${where}`;
    return untrustedBy.length > 0
      ? `${by}, and ${toList(consumerNames(untrustedBy), 2)} ${consumerVerb(untrustedBy, 'does', 'do')} not trust its certificate`
      : by;
  },
  evidence(facts) {
    const { hosts, exempt, owners, issuer, untrustedBy, trustedBy, programs, tried } = facts;
    return [
      `${toList(hosts)}: the certificate is signed by “${issuer ?? 'an unnamed issuer'}”, which is not a public CA.`,
      ...(exempt.length > 0 && exempt.length < hosts.length
        ? [
            `${plural(exempt.length, 'name')} in the access requirements ${verb(exempt.length, 'covers', 'cover')} the hosts that are needed from here.`,
          ]
        : []),
      ...(owners > 1 && facts.reading === 'interception'
        ? [`These hosts belong to ${plural(owners, 'unrelated owner')}. These owners would not share a private CA.`]
        : []),
      ...(facts.reading === 'public-name'
        ? ['This is the name of a public CA. Either the chain is unreadable, or it ends in an old root, or another CA uses the name.']
        : []),
      ...(untrustedBy.length > 0 ? [`Not trusted by: ${toList(consumerNames(untrustedBy))}.`] : []),
      ...(trustedBy.length > 0 ? [`Trusted, through the trust store of the machine, by: ${toList(consumerNames(trustedBy))}.`] : []),
      ...programLines(programs),
      ...(tried === null ? [] : triedLines(tried)),
    ];
  },
  fixes(facts) {
    if (facts.reading === 'public-name') return [ownServerFix(facts, 'send a certificate and a chain that lead to a current public root')];
    if (facts.reading === 'own-authority') return [...trustFixes(facts), ownServerFix(facts, 'use a certificate of a public CA')];
    return [exemptionFix(facts), ...trustFixes(facts)];
  },
};

function triedLines({ file, works, fails }: CaFileResult): string[] {
  return [
    ...(works.length > 0 ? [`With ${file} added, ${toList(works)} ${verb(works.length, 'verifies', 'verify')}.`] : []),
    ...(fails.length > 0 ? [`With ${file} added, ${toList(fails)} still ${verb(fails.length, 'does', 'do')} not verify.`] : []),
  ];
}
