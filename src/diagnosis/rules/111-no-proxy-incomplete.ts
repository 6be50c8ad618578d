/** GD111: a documented exception goes through the proxy by Go's rules, and its direct route provably works. */

import { editionFacts } from '../../knowledge/editions.ts';
import { command } from '../../model/command/index.ts';
import { observationsOfProbe } from '../facts/log.ts';
import { missingFromNoProxy, provedExceptions } from '../facts/no-proxy.ts';
import { by, defineRule } from './rule.ts';
import { toList, verb } from './shared/wording.ts';

export const noProxyIncomplete = defineRule({
  code: 'GD111',
  excludes: {
    'direct-route-blocked': (view) => missingFromNoProxy(view).flatMap(({ proofs }) => proofs),
    'no-proxy-read-differently': by.hostFacts,
  },
  noted: (view) => view.session.profile.runner !== 'enterprise',

  find(view) {
    const missing = provedExceptions(missingFromNoProxy(view));
    if (missing.length === 0) return [];
    const entries = missing.map((exception) => exception.entry);
    return [
      {
        subject: 'NO_PROXY',
        confidence: 'certain' as const,
        accountsFor: missing.filter(({ proofs }) => proofs.length > 0).flatMap((exception) => exception.failed),
        evidence: observationsOfProbe(view, 'host').map((observation) => observation.id),
        requirements: ['proxy.no-proxy'],
        facts: {
          hosts: missing.map((exception) => exception.host),
          entries: [...new Set(entries)],
          proved: missing.filter(({ proofs }) => proofs.length > 0).map((exception) => exception.host),
          parameter: editionFacts(view.session.profile.edition).noProxy.parameter?.name ?? null,
          current: [...new Set((view.host?.noProxy ?? []).flatMap((list) => list.entries))],
        },
      },
    ];
  },

  summary: 'NO_PROXY does not list all destinations that must bypass the proxy.',
  why: "By Gitpod's access requirements, an Enterprise runner must bypass its proxy for some destinations: names under .internal, the instance metadata service, app.gitpod.io and the AWS APIs. Programs written in Go send at least one of these through the proxy, although the direct route works.",
  stops:
    'Requests for instance metadata and credentials, long-lived connections to the management plane, and AWS calls over VPC endpoints may fail.',
  confusedWith: {
    'direct-route-blocked': 'NO_PROXY names the host, but the direct route fails.',
    'no-proxy-read-differently': 'the entry is present, but some programs do not understand it.',
  },
  byHand: [
    {
      run: command`curl -s -o /dev/null -m 10 -w 'CONNECT %{http_connect}\\n' https://app.gitpod.io/`,
      shows: 'CONNECT 200',
      tells: 'curl used the proxy for a host that must be reached without it. “CONNECT 000” would mean that curl used no proxy.',
    },
    {
      run: command`curl -s -o /dev/null -m 10 --noproxy '*' -w 'exit %{exitcode}\\n' https://app.gitpod.io/`,
      shows: 'exit 0',
      tells: 'The direct route works, so only the NO_PROXY entry is missing.',
    },
  ],
  example: { hosts: ['<host>'], entries: ['<entry>'], proved: ['<host>'], current: ['<what is there>'], parameter: null as string | null },
  title: (facts) => `NO_PROXY does not cover ${toList(facts.entries)}`,
  evidence: (facts) => [
    `Programs written in Go connect to ${toList(facts.hosts)} through the proxy.`,
    `The direct route to ${toList(facts.proved)} was measured and works.`,
  ],
  fixes: (facts) => [
    {
      owner: 'you',
      text: `Add ${toList(facts.entries)} to NO_PROXY of the runner and of its environments. In a test, ${toList(facts.proved)} ${verb(facts.proved.length, 'was', 'were')} reached without the proxy.`,
      command: command`export NO_PROXY=${[...facts.current, ...facts.entries].join(',')}`,
    },
    {
      owner: 'aws-admin',
      text:
        facts.parameter === null
          ? `In the proxy configuration of the Enterprise runner's stack, add these entries to the NO_PROXY list: ${facts.entries.join(', ')}.`
          : `In the runner's Terraform module, add these entries to ${facts.parameter}: ${facts.entries.join(', ')}.`,
    },
  ],
});
