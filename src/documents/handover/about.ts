/** What identifies the case; for Gitpod also the outcome and the measurements. */
import type { Finding } from '../../model/finding.ts';
import type { Profile } from '../../model/profile.ts';
import type { Report } from '../../model/report.ts';
import { count } from '../words/quantity.ts';
import { joined, toList } from '../words/say.ts';
import { OWNER_WORDS } from '../words/words.ts';

/** Only the ids that are known. */
export function idLines({ ticket, runnerId, runnerVersion, environmentId }: Profile): string[] {
  return named([
    ['Ticket', ticket],
    ['Runner', joined(', version ', [runnerId, runnerVersion])],
    ['Environment', environmentId],
  ]);
}

export function aboutGitpod(report: Report, profile: Profile): string[] {
  const { summary, profile: told, findings, requirements } = report;
  const measured = requirements.filter(({ tested }) => tested.length > 0);
  const unmet = requirements.filter(({ counts, verdict }) => counts && verdict === 'unmet');
  return [
    ...idLines(profile),
    ...named([
      ['Note', profile.note],
      ['Kind of runner', told.runner],
      ['Regions', told.regions.join(', ')],
      ['AWS account', told.account],
    ]),
    `Outcome: ${summary.outcome}; ${summary.met} met, ${summary.unmet} not met, ${summary.unknown} inconclusive, of the checks that count`,
    `Measured: ${count(measured.length, 'check')} of ${toList([...new Set(measured.map(({ area }) => area))])}`,
    ...(unmet.length === 0 ? [] : [`Not met: ${unmet.map(({ id }) => id).join(', ')}`]),
    ...findings.filter(({ causedBy }) => causedBy === null).map(causeLine),
  ];
}

function causeLine({ code, name, title, fixes }: Finding): string {
  const owners = [...new Set(fixes.map(({ owner }) => owner))].filter((owner) => owner !== 'gitpod').map((owner) => OWNER_WORDS[owner]);
  return `Cause: ${title} (${code} ${name}${owners.length === 0 ? '' : `; with ${toList(owners)}`})`;
}

function named(facts: readonly (readonly [string, string | null])[]): string[] {
  return facts.flatMap(([name, value]) => (value === null || value === '' ? [] : [`${name}: ${value}`]));
}
