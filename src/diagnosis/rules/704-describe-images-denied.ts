/** GD704: the identity may not describe images. Whether the account may launch them remains unknown. */

import { command, listing } from '../../model/command/index.ts';
import { type AwsCall, awsCallerIdentity, callsOf, failedCallIds } from '../facts/aws-calls.ts';
import { isDenied, isOrganizationDenial } from '../facts/denials.ts';
import { imageRows } from '../facts/image-access.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule } from './rule.ts';
import { READ_STATEMENT } from './shared/aws-policies.ts';
import { toList } from './shared/wording.ts';

export const describeImagesDenied = defineRule({
  code: 'GD704',
  excludes: { 'denied-by-organization': by.faults, 'launch-denied': by.faults },

  find(view) {
    const denied = callsOf(view, 'describe-images').filter((call) => isDenied(call) && !isOrganizationDenial(call));
    if (denied.length === 0) return [];
    const named = denied.some(({ answer }) => answer?.denial?.policyType === 'identity');
    return [
      {
        subject: 'ec2:DescribeImages',
        confidence: named ? 'certain' : 'likely',
        accountsFor: failedCallIds(view, denied),
        requirements: imageRows(view),
        facts: {
          regions: unique(denied.map(({ region }) => region)),
          principal: awsCallerIdentity(view)?.principal ?? null,
          messages: messagesOf(denied),
          named,
        },
      },
    ];
  },

  summary: 'The AWS identity used here is not allowed to list images.',
  why: 'No policy of this identity allows ec2:DescribeImages, or a policy denies it. The runner’s own identity may have this permission, so the images may still be visible to the runner.',
  stops: 'Nothing breaks in Gitpod itself. But this identity cannot check whether the account sees the images.',
  otherwise: 'a policy of the organisation may deny the call, although AWS does not name it',
  confusedWith: {
    'denied-by-organization':
      'AWS names a policy above the identity: an SCP, a permissions boundary, a session policy or an endpoint policy.',
    'launch-denied': 'launching an instance is denied; here listing images is denied.',
  },
  byHand: [
    {
      run: command`aws ec2 describe-images --region <region> --owners amazon --max-items 1`,
      shows: 'UnauthorizedOperation',
      tells: 'The identity lacks ec2:DescribeImages. With this permission, the command prints an image or an empty list.',
    },
  ],
  example: {
    regions: ['<region>'],
    principal: null,
    // AWS's messages, without duplicates.
    messages: [],
    // True if AWS named an identity-based policy as the reason.
    named: true,
  },
  title: ({ regions }) => `The AWS identity used here is not allowed to list images in ${toList(regions)}`,
  evidence: ({ principal, messages, named }) => [
    principal !== null && `The identity is ${principal}.`,
    named ? 'AWS names an identity policy as the reason.' : 'AWS does not name the kind of policy.',
    ...messages.map((message) => `AWS says: ${message}`),
  ],
  fixes: () => [
    {
      owner: 'aws-admin',
      text: 'Please add the statement in this request to a policy of the identity used here, or run the lookup with an identity that has these permissions. The statement allows no changes and no launches.',
      command: listing('policy', READ_STATEMENT),
    },
  ],
});

function messagesOf(calls: readonly AwsCall[]): string[] {
  return unique(calls.flatMap(({ answer }) => answer?.message ?? []));
}
