/**
 * What the report from another network (the baseline) adds to a finding. If every host of the finding fails there in the same way, the
 * service is the probable cause; if a host works there, the evidence says that this network makes the difference.
 */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import type { Confidence } from '../../model/finding.ts';
import type { FindingCode } from '../../model/finding-codes.ts';
import { type BaselineResult, baselineResult } from '../facts/elsewhere.ts';
import type { View } from '../facts/view.ts';
import type { FixDraft } from '../rules/rule.ts';
import { toList, verb } from '../rules/shared/wording.ts';
import type { CoveredClaim } from './cover.ts';

/** Causes that may lie on the path or with the host itself. Proxies, inspecting devices and this machine are excluded. */
const MAY_BE_THE_HOST: ReadonlySet<FindingCode> = new Set<FindingCode>([
  ...(['GD201', 'GD203', 'GD210', 'GD301', 'GD302', 'GD303', 'GD304', 'GD305', 'GD306', 'GD308', 'GD309', 'GD310'] as const),
  ...(['GD403', 'GD404', 'GD405', 'GD409', 'GD410', 'GD411', 'GD412', 'GD501', 'GD502', 'GD601', 'GD602'] as const),
]);

export interface BaselineComparison {
  /** True if the host fails on the other network as well, so that this network is not the cause. */
  moved: boolean;
  confidence: Confidence;
  /** Inserted before all other evidence. */
  evidence: readonly string[];
  /** Appended to the title of the finding. */
  remark: string;
  fixes(drafts: readonly FixDraft[]): FixDraft[];
}

export function compareWithBaseline({ rule, claim, observations }: CoveredClaim, view: View): BaselineComparison {
  const there = baselineResult(view, observations);
  const plain = { moved: false, confidence: claim.confidence, evidence: [], remark: '', fixes: unchanged };
  if (there === null) return plain;
  const { works, alike, otherwise, unknown } = there;
  const moved = MAY_BE_THE_HOST.has(rule.code) && alike.length > 0 && works.length + otherwise.length + unknown.length === 0;
  const evidence = wordsOf(there, moved);
  if (!moved) return { ...plain, evidence };
  return {
    moved,
    confidence: claim.confidence === 'certain' ? 'likely' : claim.confidence,
    evidence,
    remark: ', also on the other network',
    fixes: (drafts) => [askOperator(alike), ...drafts.filter(({ owner }) => owner !== 'network-team')],
  };
}

function unchanged(drafts: readonly FixDraft[]): FixDraft[] {
  return [...drafts];
}

function wordsOf({ startedAt, works, alike, otherwise }: BaselineResult, moved: boolean): string[] {
  const there = `on the other network (${startedAt.slice(0, 10)})`;
  return [
    ...(works.length > 0 ? [`${toList(works)} ${verb(works.length, 'works', 'work')} ${there}, so the cause is in this network.`] : []),
    ...otherwise.map(({ host, phase, kind }) => `${host} also fails ${there}, but in another way: ${kind} (${phase}).`),
    ...(alike.length > 0
      ? [
          `${toList(alike)} ${verb(alike.length, 'fails', 'fail')} in the same way ${there}${moved ? ', so the service is the probable cause, not this network' : ''}.`,
        ]
      : []),
  ];
}

function askOperator(hosts: readonly string[]): FixDraft {
  const both = `${toList(hosts)} ${verb(hosts.length, 'fails', 'fail')} in the same way on two networks.`;
  return hosts.every((host) => publishedOwner(host) === 'Gitpod')
    ? { owner: 'gitpod', text: `${both} Please check the service.` }
    : { owner: 'you', text: `Ask the operator of ${toList(hosts)} for a known outage. ${both}` };
}
