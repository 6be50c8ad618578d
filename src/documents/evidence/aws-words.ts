/** The answer to an AWS call, and the Allowed AMIs criteria, in plain words. */

import type { ImageCriterion } from '../../model/aws/allowed-images-settings.ts';
import type { Denial } from '../../model/aws/denial.ts';
import type { ImageFacts } from '../../model/aws/image-facts.ts';
import { AWS_ACTIONS } from '../../model/aws/operation.ts';
import type { AwsResult } from '../../model/aws/result.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { joined, type Say, toList } from '../words/say.ts';
import type { EvidenceLine } from './evidence-line.ts';

/** Further criteria and images are only counted: the screen has few lines, and the bundle lists them all. */
const MAX_LINES = 5;

export function awsPhaseLines(phase: PhaseOf<'aws'>, say: Say): EvidenceLine[] {
  const status = phase['http.response.status_code'];
  const answer = joined(', ', [
    say`${AWS_ACTIONS[phase.operation]} in ${phase.region}`,
    phase.pasted === true ? 'as provided' : status === null ? 'no answer' : `status ${status}`,
    phase.errorCode !== null && say`${phase.errorCode}`,
    phase.attempts > 1 && `asked ${phase.attempts} times`,
    phase.ok && phase.result === null && 'the answer is empty',
  ]);
  const elsewhere =
    phase.customEndpoint === null || phase['server.address'] === null
      ? []
      : [{ label: 'sent to', text: say`${phase['server.address']}, as ${phase.customEndpoint} says` }];
  return [
    { label: 'AWS', text: answer },
    ...elsewhere,
    ...(phase.result === null ? [] : resultLines(phase.result, say)),
    ...(phase.denial === null ? [] : denialLines(phase.denial, phase.decoding, say)),
    ...(phase.message === null ? [] : [{ label: 'says', text: say`${phase.message}` }]),
    ...(phase.clockSkewMs !== null && Math.abs(phase.clockSkewMs) > 60_000
      ? [{ label: 'clock', text: `${Math.round(Math.abs(phase.clockSkewMs) / 1000)} s apart from this machine's` }]
      : []),
  ];
}

function resultLines(result: AwsResult, say: Say): EvidenceLine[] {
  switch (result.kind) {
    case 'identity':
      return [
        { label: 'known as', text: say`${result.principalKind.replaceAll('-', ' ')} ${result.principal} of account ${result.account}` },
      ];
    case 'regions': {
      const open = result.regions.filter(({ optIn }) => optIn !== 'not-opted-in').length;
      return [{ label: 'regions', text: `${open} enabled, ${result.regions.length - open} not` }];
    }
    case 'settings':
      return [
        {
          label: 'Allowed AMIs',
          text: joined(', ', [SETTING_STATE_WORDS[result.state], result.managedBy !== null && MANAGER_WORDS[result.managedBy]]),
        },
        ...capped(
          result.criteria.map((criterion, index) => ({ label: `criterion ${index + 1}`, text: criterionText(criterion, say) })),
          'criteria',
        ),
      ];
    case 'images':
      return result.total === 0
        ? [{ label: 'images', text: 'none' }]
        : capped(
            result.images.map((image) => ({ label: 'image', text: imageText(image, say) })),
            'images',
            result.total,
          );
    case 'parameter':
      return [{ label: 'image', text: say`${result.imageId}, according to the public parameter` }];
    case 'dry-run':
      return [{ label: 'launch', text: 'EC2 would start it' }];
  }
}

export const SETTING_STATE_WORDS = {
  disabled: 'off',
  'audit-mode': 'only watched',
  enabled: 'enforced',
  other: 'in a state that this version does not know',
} as const;
export const MANAGER_WORDS = {
  account: 'managed by the account',
  'declarative-policy': 'managed by a policy of the organisation',
  other: 'managed in a way that this version does not know',
} as const;

/** Returns text like `owner amazon or 995913728426; name golden-*; at most 300 days old`. */
export function criterionText(criterion: ImageCriterion, say: Say): string {
  const { providers, names, marketplaceProductCodes: codes, maximumDaysSinceCreated, maximumDaysSinceDeprecated, unknown } = criterion;
  const any = (values: readonly string[]) => values.map((value) => say`${value}`).join(' or ');
  const text = joined('; ', [
    providers !== null && `owner ${any(providers)}`,
    names !== null && `name ${any(names.map(({ pattern }) => pattern))}`,
    codes !== null && `Marketplace product ${any(codes)}`,
    maximumDaysSinceCreated !== null && `at most ${maximumDaysSinceCreated} days old`,
    maximumDaysSinceDeprecated !== null && `deprecated for at most ${maximumDaysSinceDeprecated} days`,
    unknown.length > 0 && say`${unknown.join(', ')}, which this version cannot evaluate`,
  ]);
  return text === '' ? 'states nothing' : text;
}

function imageText(image: ImageFacts, say: Say): string {
  const { name, id, owner, ownerAlias, state, createdAt, deprecatedAt, allowed } = image;
  return joined(', ', [
    say`${name ?? id ?? 'without a name'}`,
    owner !== null && say`owner ${owner}${ownerAlias === null ? '' : ` (${ownerAlias})`}`,
    state !== null && state !== 'available' && say`${state}`,
    createdAt !== null && `made ${createdAt.slice(0, 10)}`,
    deprecatedAt !== null && `deprecated from ${deprecatedAt.slice(0, 10)}`,
    allowed !== null && (allowed ? 'allowed' : 'not allowed by the criteria'),
  ]);
}

function denialLines(
  { effect, policyType, policyArn, resourceKind, decoded }: Denial,
  decoding: PhaseOf<'aws'>['decoding'],
  say: Say,
): EvidenceLine[] {
  const how = effect === 'explicit-deny' ? 'denied by' : effect === 'implicit' ? 'allowed by none:' : 'refused by';
  const lines = [
    {
      label: 'refused',
      text: joined(', ', [
        `${how} ${POLICY_WORDS[policyType]}`,
        policyArn !== null && say`${policyArn}`,
        resourceKind !== null && say`for the ${resourceKind}`,
      ]),
    },
  ];
  if (decoding === 'no-consent') lines.push({ label: 'details', text: 'encoded by AWS; decoded only with consent (decode-denial)' });
  if (decoding === 'denied' || decoding === 'failed')
    lines.push({ label: 'details', text: 'encoded by AWS, but this identity could not decode it' });
  for (const { key, values } of decoded?.conditions ?? []) lines.push({ label: 'asks for', text: say`${key}: ${toList(values)}` });
  if (decoded !== null && decoded.statementIds.length > 0)
    lines.push({ label: 'statement', text: say`${decoded.statementIds.join(', ')}` });
  return lines;
}

const POLICY_WORDS: Readonly<Record<Denial['policyType'], string>> = {
  identity: 'an identity policy',
  scp: 'a service control policy',
  rcp: 'a resource control policy',
  boundary: 'a permissions boundary',
  session: 'a session policy',
  'vpc-endpoint': 'a VPC endpoint policy',
  resource: 'a resource policy',
  unknown: 'a policy that AWS does not name',
};

function capped(lines: readonly EvidenceLine[], what: string, total = lines.length): EvidenceLine[] {
  const shown = lines.slice(0, MAX_LINES);
  return total > shown.length ? [...shown, { label: 'more', text: `${total - shown.length} further ${what}` }] : shown;
}
