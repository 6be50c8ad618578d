/** GD307: a private CA issues the certificates. The facts give its name and the programs that trust it. */

import { editionFacts } from '../../knowledge/editions.ts';
import { ownerOf, publishedOwner } from '../../knowledge/owner-of-host.ts';
import type { Consumer } from '../../model/consumer.ts';
import type { Confidence } from '../../model/finding.ts';
import { documentedHosts } from '../facts/documented-hosts.ts';
import { caFileResult, programTrustResults } from '../facts/interception-controls.ts';
import type { InterceptionFacts } from '../facts/interception-facts.ts';
import { unique } from '../facts/order.ts';
import { answersWithoutPortal } from '../facts/portals.ts';
import { type PrivateIssuer, privateIssuers } from '../facts/private-issuers.ts';
import { hasPublicCaName } from '../facts/tls-proof.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { tlsInterceptedWords } from './shared/interception-words.ts';

export const tlsIntercepted = defineRule<InterceptionFacts>({
  code: 'GD307',
  scope: 'shared-if-many',
  excludes: {
    'certificate-for-another-name': by.evidence,
    'block-page': by.evidence,
    'certificate-expired': by.evidence,
    'transparent-proxy': by.evidence,
    'captive-portal': (view) => answersWithoutPortal(view).map(({ id }) => id),
  },

  find(view) {
    return privateIssuers(view).flatMap((signed) => {
      const asked = programTrustResults(view, signed);
      const tried = caFileResult(view, signed);
      const controls = [...asked.observations, ...tried.observations];
      const facts = { ...factsOf(view, signed), programs: asked.programs, tried: tried.tried };
      const failed = signed.filter((each) => each.failed && view.isFailed(each.observation));
      // A private host is no problem if all of its programs trust its CA.
      if (failed.length === 0 && facts.reading !== 'interception') return [];
      return {
        subject: facts.vendor ?? facts.issuer ?? 'unnamed issuer',
        confidence: confidenceOf(facts),
        accountsFor: unique(failed.map(({ observation }) => observation.id)),
        evidence: unique([...signed.map(({ observation }) => observation.id), ...controls]),
        requirements: unique(signed.flatMap(({ observation }) => observation.requirements)),
        facts,
      };
    });
  },

  ...tlsInterceptedWords,
});

function factsOf(view: View, signed: readonly PrivateIssuer[]): Omit<InterceptionFacts, 'programs' | 'tried'> {
  const hosts = unique(signed.map(({ host }) => host));
  const owners = unique(hosts.map(ownerOf));
  const issuer = signed[0]?.issuer ?? null;
  const vendor = signed[0]?.vendor ?? null;
  const untrustedBy = consumers(view, signed, false);
  return {
    issuer,
    vendor,
    hosts,
    exempt: documentedHosts(view, signed),
    owners: owners.length,
    published: hosts.some((host) => publishedOwner(host) !== null),
    reading: readingOf(signed, hosts, vendor),
    platform: view.host?.platform ?? null,
    caParameter: editionFacts(view.session.profile.edition).customCa?.name ?? null,
    untrustedBy,
    trustedBy: consumers(view, signed, true).filter((consumer) => !untrustedBy.includes(consumer)),
  };
}

/** Public services have no private root, while a customer's own hosts may. No inspection device uses a public CA's name. */
function readingOf(signed: readonly PrivateIssuer[], hosts: readonly string[], vendor: string | null): InterceptionFacts['reading'] {
  if (vendor === null && signed.every(({ tls }) => hasPublicCaName(tls.chain))) return 'public-name';
  return vendor !== null || hosts.some((host) => publishedOwner(host) !== null) ? 'interception' : 'own-authority';
}

/** If only one owner is affected, another server may answer there; the name of an inspection product makes this unlikely. */
function confidenceOf({ reading, owners, published, vendor }: Omit<InterceptionFacts, 'programs' | 'tried'>): Confidence {
  if (reading !== 'interception') return 'possible';
  if (owners > 1 && published) return 'certain';
  return vendor !== null ? 'likely' : 'possible';
}

/** Programs that got a certificate of this issuer, split by whether they trust it. */
function consumers(view: View, signed: readonly PrivateIssuer[], trusting: boolean): Consumer[] {
  const met = signed.filter(({ observation, failed }) => observation.role === 'row' && failed !== trusting);
  const rows = met.flatMap(({ observation }) => observation.requirements);
  return unique(rows.flatMap((id) => view.requirement(id)?.consumer ?? [])).sort();
}
