/** GD408: answers lack headers that the same hosts sent on a good network. */
import { command } from '../../model/command/index.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { endpointOfHop, phaseOfHop } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import { recordedAnswers } from '../facts/recorded-answers.ts';
import { hasPrivateRoot } from '../facts/tls-proof.ts';
import { defineRule } from './rule.ts';
import { briefly, toList, verb } from './shared/wording.ts';

export const proxyAltersHeaders = defineRule({
  code: 'GD408',

  find(view) {
    const recorded = [...recordedAnswers(view)].map(([host, { headers }]) => [host, headers] as const);
    const ofBaseline = (view.session.baseline?.hosts ?? []).map(({ host, headers }) => [normalizeHost(host), headers] as const);
    const before = new Map([...recorded, ...ofBaseline]);
    if (before.size === 0) return [];
    const now = new Map<string, { headers: Set<string>; ids: string[]; rows: string[] }>();
    for (const observation of view.web) {
      const host = endpointOfHop(observation, 0)?.host;
      const answer = phaseOfHop(observation, 'http', 0)?.answer;
      const tls = phaseOfHop(observation, 'tls', 0);
      if (host === undefined || answer == null || observation.role !== 'row' || view.isFailed(observation)) continue;
      // No device on the path can remove a header inside publicly verified TLS.
      if (tls === undefined || !hasPrivateRoot(tls)) continue;
      const seen = now.get(normalizeHost(host)) ?? { headers: new Set<string>(), ids: [], rows: [] };
      for (const name of answer.headers) seen.headers.add(name);
      seen.ids.push(observation.id);
      seen.rows.push(...observation.requirements);
      now.set(normalizeHost(host), seen);
    }
    const altered = [...now].flatMap(([host, { headers, ids, rows }]) => {
      const missing = (before.get(host) ?? []).filter((name) => !headers.has(name));
      return missing.length === 0 ? [] : [{ host, missing, ids, rows }];
    });
    if (altered.length === 0) return [];
    return [
      {
        subject: 'headers',
        confidence: 'possible' as const,
        accountsFor: [],
        evidence: unique(altered.flatMap(({ ids }) => ids)),
        follows: 'GD307' as const,
        requirements: unique(altered.flatMap(({ rows }) => rows)),
        facts: {
          calibrated: view.session.baseline === null,
          hosts: altered.map(({ host }) => host),
          headers: unique(altered.flatMap(({ missing }) => missing)).sort(),
        },
      },
    ];
  },

  summary: 'Answers lack headers that the same hosts send on a good network.',
  why: 'A device that decrypts TLS may also remove or rewrite headers. Programs need some headers for a login or to recognise a registry. Without these headers, the programs fail with confusing errors. The service itself may also have changed since the other report was made.',
  stops: 'Usually little breaks. Container registries and logins may fail with errors about missing headers.',
  confusedWith: { 'block-page': 'another server answers; here the service answers, but headers are missing.' },
  byHand: [
    {
      run: command`curl -sI -m 10 https://<registry>/v2/ | grep -i '^docker-distribution-api-version' || echo 'not there'`,
      shows: 'not there',
      tells: 'The header that identifies a registry is missing. On a good network the same command prints it.',
    },
  ],
  byHandNote:
    'The service itself may have changed. Repeat the command on another network on the same day: if the header is missing there too, this network did not remove it.',
  // Without a report of a good network, the headers are those of the list's calibration.
  example: { calibrated: false, hosts: ['<host>'], headers: ['www-authenticate'] },
  titleIsOpen: true,
  title: ({ hosts, headers }) =>
    `${toList(hosts, 3)} ${verb(hosts.length, 'answers', 'answer')} without ${verb(headers.length, 'a header', 'headers')} that the other network got: ${toList(headers)}`,
  evidence: ({ calibrated, hosts, headers }) => [
    `${calibrated ? 'The recorded answers of a good network have' : 'The other report has'} headers that are missing here: ${toList(headers)} (${toList(hosts)}).`,
    'No certificate of a public CA proves who sent these answers.',
  ],
  fixes: ({ hosts, headers }) => [
    {
      owner: 'network-team',
      text: `Answers of ${toList(hosts, 20)} lack ${toList(headers)} on this network, and TLS to ${verb(hosts.length, 'it', 'them')} is intercepted. Please check whether the inspecting device removes headers, and exempt ${briefly(hosts, 'host')} from inspection.`,
    },
  ],
});
