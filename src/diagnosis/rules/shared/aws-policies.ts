/** Policies to paste, and what AWS's policy types are called. */

import { searchPattern } from '../../../knowledge/allowed-images/required-images.ts';
import type { Denial } from '../../../model/aws/denial.ts';
import { type Command, command } from '../../../model/command/index.ts';
import { toList } from './wording.ts';

export const POLICY_WORDS: Readonly<Record<Denial['policyType'], string>> = {
  identity: 'an identity policy',
  scp: 'a service control policy (SCP)',
  rcp: 'a resource control policy (RCP)',
  boundary: 'a permissions boundary',
  session: 'a session policy',
  'vpc-endpoint': 'a VPC endpoint policy',
  resource: 'a resource policy',
  unknown: 'a policy that AWS does not name',
};

/** Allows an identity to read images and settings; it permits no change. */
export const READ_STATEMENT = JSON.stringify(
  {
    Sid: 'LookAtImages',
    Effect: 'Allow',
    Action: ['ec2:DescribeImages', 'ec2:DescribeRegions', 'ec2:GetAllowedImagesSettings'],
    Resource: '*',
  },
  null,
  2,
);

/**
 * The condition that exempts the required images from a statement that denies launches. An allow-list of owners does not help if a
 * statement denies public images, because a statement denies only if all its conditions hold.
 */
export function launchException(owners: readonly string[]): string {
  const arn = 'arn:aws:ec2:*::image/*';
  return JSON.stringify(
    {
      Effect: 'Deny',
      Action: 'ec2:RunInstances',
      Resource: arn,
      Condition: { StringNotEquals: { 'ec2:Owner': ['<your present owners>', ...owners] } },
    },
    null,
    2,
  );
}

/** Allows a role to launch images of these owners. */
export function launchStatement(owners: readonly string[]): string {
  return JSON.stringify(
    [
      {
        Sid: 'LaunchFromRequiredImages',
        Effect: 'Allow',
        Action: 'ec2:RunInstances',
        Resource: 'arn:aws:ec2:*::image/*',
        Condition: { StringEquals: { 'ec2:Owner': owners } },
      },
      {
        Sid: 'LaunchIntoTheAccount',
        Effect: 'Allow',
        Action: 'ec2:RunInstances',
        Resource: ['instance', 'network-interface', 'security-group', 'subnet', 'volume'].map((kind) => `arn:aws:ec2:*:*:${kind}/*`),
      },
    ],
    null,
    2,
  );
}

/** The decoded parts of a refusal, as lines of evidence. */
export function decodedLines({ decoded }: Denial): string[] {
  if (decoded === null) return [];
  const { statementIds, conditions } = decoded;
  return [
    ...(statementIds.length > 0 ? [`The statement is ${toList(statementIds)}.`] : []),
    ...conditions.map(({ key, values }) => `The statement requires ${key}: ${toList(values)}.`),
  ];
}

/** The command of the access requirements, extended by owner, architecture and deprecated images. */
export function describeCommand(name: string, owner: string, region: string): Command {
  return command`aws ec2 describe-images --region ${region} --owners ${owner} --include-deprecated --filters "Name=name,Values=${searchPattern(name)}"`;
}
