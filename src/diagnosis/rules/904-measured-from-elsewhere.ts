/** GD904: requirements that must be measured from another machine. */

import { doesApply, isNeededHere } from '../../knowledge/applicability.ts';
import type { Area } from '../../model/area.ts';
import { type Command, command } from '../../model/command/index.ts';
import type { Profile, Symptom } from '../../model/profile.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Vantage } from '../../model/vantage.ts';
import { defineRule } from './rule.ts';
import { plural, toList } from './shared/wording.ts';

export const measuredFromElsewhere = defineRule({
  code: 'GD904',
  scope: 'note',

  find({ session, host }) {
    const here = session.profile.from;
    if (here === null) return [];
    const elsewhere = session.requirements.filter(
      (row) =>
        (session.asked.has(row.id) || isBehind(row, session.profile)) &&
        !isNeededHere(row, session.profile) &&
        doesApply(row, session.profile, host?.ec2 ?? null) !== false,
    );
    return [...Map.groupBy(elsewhere, (row) => row.neededFrom[0])].flatMap(([there, rows]) =>
      there === undefined
        ? []
        : [
            {
              subject: there,
              confidence: 'certain' as const,
              accountsFor: [],
              facts: { here, there, rows: rows.map((row) => row.id), areas: [...new Set(rows.map((row) => row.area))] },
            },
          ],
    );
  },

  summary: 'Some checks must be run in another place.',
  why: 'A firewall has different rules for different source addresses. So a test on a laptop proves nothing about the subnet of a runner, and a test in this subnet proves nothing about a laptop.',
  stops: 'Nothing. Checks for another place stay unknown until they are run there.',
  confusedWith: { 'deadline-reached': 'the check can be made here, but the time ran out.' },
  byHand: [
    {
      run: command`curl -s --noproxy '*' -m 5 -o /dev/null -w '%{http_code}\\n' -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token`,
      shows: '000',
      tells: 'No metadata service answers, so this is not the runner’s subnet. 200 would mean that this is an EC2 instance.',
    },
  ],
  example: { here: 'laptop', there: 'runner', rows: ['<row>'], areas: ['gateway'] },
  title: (facts) =>
    `${plural(facts.rows.length, 'check')} must be run ${INSIDE[facts.there]}: gitpod-doctor check ${facts.areas.join(' ')} --from ${facts.there}`,
  evidence: (facts) => [`These checks must be run from ${PLACE[facts.there]}: ${toList(facts.rows, 20)}.`],
  fixes: (facts) => [
    {
      owner: 'you',
      text: `Run this command ${INSIDE[facts.there]}, and attach both bundles. “gitpod-doctor compare” shows the differences.`,
      command: commandThere(facts),
    },
  ],
});

/** Symptoms that involve the gateway, although this machine itself needs no connection to it. */
const THROUGH_GATEWAY: ReadonlySet<Symptom | null> = new Set(['environment-start', 'vscode', 'jetbrains'] as const);

function isBehind({ area }: Requirement, { symptom }: Profile): boolean {
  return area === 'gateway' && THROUGH_GATEWAY.has(symptom);
}

const INSIDE: Record<Vantage, string> = { laptop: 'on a laptop', runner: "in the runner's subnet", environment: 'inside an environment' };

const PLACE: Record<Vantage, string> = { laptop: 'a laptop', runner: "the runner's subnet", environment: 'an environment' };

function commandThere({ areas, there }: { areas: Area[]; there: Vantage }): Command {
  return command`gitpod-doctor check ${areas} --from ${there}`;
}
