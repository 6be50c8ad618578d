/** GD608: the AWS region does not exist, or the account has not enabled it. */

import { knownRegion, nearestRegion } from '../../knowledge/aws/regions.ts';
import { command } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { awsCalls, callsOf, disabledRegion, failedCallIds, resultOf } from '../facts/aws-calls.ts';
import { awsName } from '../facts/aws-names.ts';
import { imageRows } from '../facts/image-access.ts';
import { nameLookupFacts } from '../facts/names.ts';
import type { View } from '../facts/view.ts';
import { by, type Claim, defineRule } from './rule.ts';

interface Facts {
  region: string;
  /** True if the region exists but the account has not enabled it. */
  notEnabled: boolean;
  /** The region with the most similar name; null if none is similar. */
  nearest: string | null;
  /** Names of the region that do not exist. */
  names: string[];
  /** True if the list of regions comes from AWS itself. */
  toldByAws: boolean;
}

/** How AWS answers in a region that the account has not enabled. */
const NOT_ENABLED: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'aws.region-disabled',
  'aws.auth-failure',
  'aws.invalid-key',
  'aws.opt-in-required',
]);

export const regionUnknown = defineRule<Facts>({
  code: 'GD608',
  excludes: { 'name-not-found': by.faults, 'aws-credentials-invalid': by.faults },

  find(view) {
    return view.session.profile.regions.flatMap((region) => notEnabled(view, region) ?? missing(view, region) ?? []);
  },

  summary: 'There is no AWS region of this name, or the account has not enabled it.',
  why: 'The names of AWS endpoints contain the region, so a misspelt region gives names that do not exist. The resolvers are not the cause. If AWS opened a region after March 2019, an account has to enable the region before AWS accepts the account’s keys there.',
  stops: 'Every AWS call of the runner in this region fails.',
  otherwise: 'the region may be newer than this program, and the resolver may not know its names',
  confusedWith: {
    'name-not-found': 'the region exists, but the resolver does not know its names.',
    'aws-credentials-invalid': 'the keys are refused in every region.',
  },
  byHand: [
    {
      run: command`dig ec2.<region>.amazonaws.com`,
      shows: 'status: NXDOMAIN',
      tells: 'The name does not exist, so the region does not exist. NOERROR would mean that it exists.',
    },
    {
      run: command`aws ec2 describe-regions --all-regions --region us-east-1 --query "Regions[?RegionName=='<region>'].OptInStatus" --output text`,
      shows: 'not-opted-in',
      tells: 'The region exists, but the account has not enabled it. If the region does not exist, nothing is printed.',
    },
  ],
  example: { region: '<region>', notEnabled: false, nearest: '<nearest>', names: ['ec2.<region>.amazonaws.com'], toldByAws: false },
  title: ({ region, notEnabled: disabled, nearest }) =>
    disabled
      ? `The account has not enabled the region ${region}`
      : `There is no AWS region “${region}”${nearest === null ? '' : `; ${nearest} has a similar name`}`,
  evidence: ({ region, notEnabled: disabled, names, toldByAws }) => [
    disabled
      ? toldByAws
        ? `AWS lists ${region} as not opted in for this account.`
        : `AWS accepts the keys in another region, but refuses them in ${region}.`
      : `${region} is not among the regions that ${toldByAws ? 'AWS lists' : 'this version knows'}.`,
    names.length > 0 &&
      `No resolver knows ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and the other names of this region' : ''}.`,
  ],
  fixes: ({ region, notEnabled: disabled, nearest }) =>
    disabled
      ? [
          {
            owner: 'aws-admin',
            text: `Enable the region ${region} for the account, or use a region that is enabled. An organisation may forbid a region with a service control policy.`,
            command: command`aws account enable-region --region-name ${region}`,
          },
        ]
      : [
          {
            owner: 'you',
            text:
              nearest === null
                ? `Check the name of the region: no region “${region}” is known.`
                : `Write ${nearest} instead of ${region}, here and in the settings of the runner.`,
            ...(nearest === null ? {} : { command: command`gitpod-doctor check aws --region ${nearest}` }),
          },
        ],
});

/** The account has not enabled the region: AWS reports this from another region, in which it accepts the same keys. */
function notEnabled(view: View, region: string): Claim<Facts> | null {
  const closed = disabledRegion(view, region);
  if (closed === null) return null;
  const refused = awsCalls(view).filter((call) => call.region === region && call.kind !== null && NOT_ENABLED.has(call.kind));
  return {
    subject: region,
    confidence: closed.listed ? 'certain' : 'likely',
    accountsFor: failedCallIds(view, refused),
    evidence: [closed.call.id],
    requirements: imageRows(view),
    facts: { region, notEnabled: true, nearest: null, names: [], toldByAws: closed.listed },
  };
}

/** The region is not in the list, and its names do not resolve while others do. */
function missing(view: View, region: string): Claim<Facts> | null {
  const lists = callsOf(view, 'describe-regions').flatMap((call) => resultOf(call, 'regions') ?? []);
  const toldByAws = lists.length > 0;
  const isListed = lists.some(({ regions }) => regions.some(({ name }) => name === region));
  if (knownRegion(region) !== undefined || isListed) return null;
  const { resolved, unresolved } = nameLookupFacts(view);
  const gone = unresolved.filter(({ name, system }) => awsName(name)?.region === region && [...system].every(isMissing) && system.size > 0);
  if (resolved.length === 0 || gone.length === 0 || resolved.some(({ name }) => awsName(name)?.region === region)) return null;
  const nearest = nearestRegion(region);
  const calls = failedCallIds(
    view,
    awsCalls(view).filter((call) => call.region === region && call.kind !== null && isMissing(call.kind)),
  );
  return {
    subject: region,
    confidence: toldByAws || nearest !== null ? 'certain' : 'likely',
    accountsFor: [...gone.flatMap(({ failed }) => failed), ...calls],
    facts: { region, notEnabled: false, nearest, names: gone.map(({ name }) => name), toldByAws },
  };
}

function isMissing(kind: FailureKind): boolean {
  return kind === 'dns.nxdomain' || kind === 'dns.no-data';
}
