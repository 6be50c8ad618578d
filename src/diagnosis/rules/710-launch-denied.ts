/** GD710: EC2 refuses the dry run of a launch: the identity lacks permission, or the image may not be used. */

import { REQUIRED_IMAGES } from '../../knowledge/allowed-images/required-images.ts';
import { command, listing } from '../../model/command/index.ts';
import { type AwsCall, awsCallerIdentity, callsOf, failedCallIds } from '../facts/aws-calls.ts';
import { isOrganizationDenial } from '../facts/denials.ts';
import { imageAccess } from '../facts/image-access.ts';
import { unique } from '../facts/order.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { decodedLines, launchStatement, POLICY_WORDS } from './shared/aws-policies.ts';
import { toList } from './shared/wording.ts';

export const launchDenied = defineRule({
  code: 'GD710',
  excludes: { 'denied-by-organization': by.faults, 'launch-needs-parameters': by.faults, 'describe-images-denied': by.faults },

  find(view) {
    const refused = callsOf(view, 'run-instances-dry-run').filter((call) => isRefused(call, view));
    return [...Map.groupBy(refused, ({ region }) => region)].map(([region, group]) => {
      const denials = group.flatMap(({ answer }) => answer?.denial ?? []);
      const policyType = denials.find((denial) => denial.policyType !== 'unknown')?.policyType ?? 'unknown';
      const decodings = group.flatMap(({ answer }) => answer?.decoding ?? []);
      return {
        subject: region,
        confidence: policyType === 'unknown' ? ('likely' as const) : ('certain' as const),
        accountsFor: failedCallIds(view, group),
        facts: {
          region,
          principal: awsCallerIdentity(view)?.principal ?? null,
          policyType,
          resources: unique(denials.flatMap(({ resourceKind }) => resourceKind ?? [])),
          denials,
          messages: unique(group.flatMap(({ answer }) => answer?.message ?? [])),
          imageRefused: group.every(({ kind }) => kind !== 'aws.unauthorized'),
          encoded: (['no-consent', 'denied', 'failed'] as const).find((decoding) => decodings.includes(decoding)) ?? null,
        },
      };
    });
  },

  summary: 'EC2 does not allow the identity used here to launch from the image.',
  why: 'A launch needs permissions for the image, the subnet, the security groups, the volume and the instance role. The dry run sends the same request as a real launch, but starts nothing.',
  stops: 'This identity cannot launch instances. The role of the runner may have permissions that this identity lacks.',
  otherwise: 'a policy of the organisation may deny the launch, although AWS does not name it',
  confusedWith: {
    'denied-by-organization': 'AWS names a policy above the identity.',
    'launch-needs-parameters': 'the request itself is incomplete, for example without a subnet.',
    'describe-images-denied': 'listing images is denied; here launching an instance is denied.',
  },
  byHand: [
    {
      run: command`aws ec2 run-instances --dry-run --region <region> --image-id <image> --instance-type m6i.large --subnet-id <subnet> --security-group-ids <group>`,
      shows: 'UnauthorizedOperation',
      tells: 'EC2 refuses this identity. “DryRunOperation” would mean that the launch is allowed.',
    },
    {
      run: command`aws sts decode-authorization-message --query DecodedMessage --output text --encoded-message <message>`,
      shows: '"allowed":false',
      tells: 'The decoded message says that the call is not allowed. If a statement denies the call, the message names the statement.',
    },
    {
      run: command`aws cloudformation describe-stack-events --region <region> --stack-name <stack> --query "StackEvents[?contains(ResourceStatus, 'FAILED')].ResourceStatusReason"`,
      shows: 'not authorized to perform this operation',
      tells: 'If AWS denied the runner’s own call, the stack of the runner shows the same refusal.',
    },
  ],
  example: {
    region: '<region>',
    principal: null,
    policyType: 'identity',
    // The denied resources: the image, a subnet, an instance profile.
    resources: [],
    denials: [],
    messages: [],
    // True if the image is refused and not the identity, although the image is visible.
    imageRefused: false,
    // Why the message is still encoded.
    encoded: null,
  },
  title: ({ region, imageRefused }) =>
    imageRefused
      ? `EC2 refuses the image for a launch in ${region}, although it lists the image`
      : `The AWS identity used here is not allowed to launch instances in ${region}`,
  evidence: ({ principal, policyType, resources, denials, messages, encoded, imageRefused }) => [
    principal !== null && `The identity is ${principal}.`,
    !imageRefused && `AWS names ${POLICY_WORDS[policyType]}.`,
    resources.length !== 0 && `AWS refused the call for the ${toList(resources)}.`,
    ...unique(denials.flatMap(decodedLines)),
    encoded !== null && ENCODED_WORDS[encoded],
    ...messages.map((message) => `AWS says: ${message}`),
  ],
  fixes: ({ imageRefused, region }) => [
    imageRefused
      ? {
          owner: 'gitpod',
          text: `EC2 lists the image in ${region}, but refuses to launch from it. Please check whether the image is shared with the account for launches.`,
        }
      : {
          owner: 'aws-admin',
          text: 'Please check the permissions of the role that launches instances for Gitpod. These statements allow launches only from images of the required owners. A role that passes an instance profile also needs iam:PassRole for it.',
          command: listing('policy', launchStatement(['amazon', ...REQUIRED_IMAGES.map(({ documentedOwner }) => documentedOwner)])),
        },
  ],
});

const ENCODED_WORDS = {
  'no-consent': 'AWS adds the details in an encoded message; --yes-to decode-denial lets gitpod-doctor decode it.',
  denied: 'AWS adds the details in an encoded message, which this identity is not allowed to decode (sts:DecodeAuthorizationMessage).',
  failed: 'AWS adds the details in an encoded message, which could not be decoded.',
} as const;

/** A blocked or invisible image has its own cause (706, 707). */
function isRefused(call: AwsCall, view: View): boolean {
  if (call.kind === 'aws.unauthorized') return !isOrganizationDenial(call);
  if (call.kind !== 'aws.not-authorized-for-image' && call.kind !== 'aws.image-not-found') return false;
  return !imageAccess(view).some(({ region, state }) => region === call.region && (state === 'held-back' || state === 'not-shown'));
}
