/** GD705: a policy above the identity denies the call. AWS names only the first such policy; there may be more. */

import { REQUIRED_IMAGES } from '../../knowledge/allowed-images/required-images.ts';
import type { Denial } from '../../model/aws/denial.ts';
import { AWS_ACTIONS } from '../../model/aws/operation.ts';
import { command, listing } from '../../model/command/index.ts';
import { callsOf, failedCallIds } from '../facts/aws-calls.ts';
import { isDenied, isOrganizationDenial } from '../facts/denials.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule, type FixDraft } from './rule.ts';
import { decodedLines, launchException, launchStatement, POLICY_WORDS, READ_STATEMENT } from './shared/aws-policies.ts';
import { capitalize, toList } from './shared/wording.ts';

interface Facts {
  policyType: Denial['policyType'];
  policyArn: string | null;
  explicit: boolean;
  /** The denied actions: `ec2:RunInstances`. */
  actions: string[];
  regions: string[];
  /** Private addresses of the AWS name, if a VPC endpoint carried the call. */
  addresses: string[];
  messages: string[];
  denials: Denial[];
  owners: string[];
}

export const deniedByOrganization = defineRule<Facts>({
  code: 'GD705',
  excludes: { 'describe-images-denied': by.faults, 'ami-hidden-by-allowed-images': by.faults },

  find(view) {
    const denied = callsOf(view, 'describe-images', 'run-instances-dry-run').filter((call) => isDenied(call) && isOrganizationDenial(call));
    const groups = Map.groupBy(denied, ({ answer }) => `${answer?.denial?.policyType} ${answer?.denial?.policyArn}`);
    return [...groups.values()].flatMap((group) => {
      const denials = group.flatMap(({ answer }) => answer?.denial ?? []);
      const [first] = denials;
      if (first === undefined) return [];
      return [
        {
          subject: POLICY_WORDS[first.policyType],
          confidence: 'certain' as const,
          accountsFor: failedCallIds(view, group),
          facts: {
            policyType: first.policyType,
            policyArn: first.policyArn,
            explicit: denials.some(({ effect }) => effect === 'explicit-deny'),
            actions: unique(group.map(({ operation }) => AWS_ACTIONS[operation])),
            regions: unique(group.map(({ region }) => region)),
            addresses: unique(
              group.flatMap(({ observation }) =>
                observation.phases.flatMap((each) => (each.name === 'tcp' ? (each['network.peer.address'] ?? []) : [])),
              ),
            ),
            messages: unique(group.flatMap(({ answer }) => answer?.message ?? [])),
            denials,
            owners: REQUIRED_IMAGES.map(({ documentedOwner }) => documentedOwner),
          },
        },
      ];
    });
  },

  summary:
    'A policy above the identity denies the call: an organisation policy, a permissions boundary, a session policy or an endpoint policy.',
  why: 'Service control policies, resource control policies, permissions boundaries, session policies and VPC endpoint policies limit the permissions of an identity. If such a policy denies a call, no permission of the identity helps.',
  stops: 'The calls that the policy denies fail: listing images, or launching the runner and the environments from them.',
  confusedWith: {
    'describe-images-denied': 'the identity itself lacks the permission, which the administrator of the account can add.',
    'ami-hidden-by-allowed-images': 'the call is allowed, but the answer does not contain the image.',
  },
  byHand: [
    {
      run: command`aws ec2 describe-images --region <region> --owners amazon --max-items 1`,
      shows: 'explicit deny in a service control policy',
      tells:
        'A policy of the organisation denies the call. “no identity-based policy allows” would mean that the identity lacks the permission.',
    },
    {
      run: command`aws ec2 run-instances --dry-run --region <region> --image-id <image> --instance-type m6i.large --subnet-id <subnet> --security-group-ids <group>`,
      shows: 'explicit deny in a service control policy',
      tells: 'A policy of the organisation also denies a launch.',
    },
    {
      run: command`aws sts decode-authorization-message --query DecodedMessage --output text --encoded-message <message>`,
      shows: '"explicitDeny":true',
      tells: 'The decoded message names the statement that denies the call.',
    },
  ],
  example: {
    policyType: 'scp',
    policyArn: null,
    explicit: true,
    actions: ['ec2:RunInstances'],
    regions: ['<region>'],
    addresses: [],
    messages: [],
    denials: [],
    owners: REQUIRED_IMAGES.map(({ documentedOwner }) => documentedOwner),
  },
  title: ({ policyType, actions, regions }) => `${capitalize(POLICY_WORDS[policyType])} denies ${toList(actions)} in ${toList(regions)}`,
  evidence: ({ policyType, policyArn, explicit, addresses, messages, denials }) => [
    `AWS names ${POLICY_WORDS[policyType]} first${explicit ? ', with an explicit deny' : ''}; another policy may deny as well.`,
    policyArn !== null && `The policy is ${policyArn}.`,
    policyType === 'vpc-endpoint' && addresses.length > 0 && `The call went to ${toList(addresses)}.`,
    ...unique(denials.flatMap(decodedLines)),
    ...messages.map((message) => `AWS says: ${message}`),
  ],
  fixes: (facts) => [fixOf(facts)],
});

function fixOf({ policyType, policyArn, explicit, actions, owners }: Facts): FixDraft {
  const which = `${POLICY_WORDS[policyType]}${policyArn === null ? '' : ` (${policyArn})`}`;
  const launches = actions.includes('ec2:RunInstances');
  if (policyType === 'vpc-endpoint')
    return {
      owner: 'aws-admin',
      text: `The policy of the VPC endpoint for EC2 does not allow ${toList(actions)}. Please add the statement in this request to the endpoint policy.`,
      command: listing('policy', JSON.stringify({ Effect: 'Allow', Principal: '*', Action: actions, Resource: '*' }, null, 2)),
    };
  // If no statement of the policy allows the action, one has to be added.
  if (!explicit && policyType !== 'scp' && policyType !== 'rcp')
    return {
      owner: 'aws-admin',
      text: `${capitalize(which)} does not allow ${toList(actions)}. ${WHERE_SET[policyType] ?? ''}Please add the statement in this request to that policy.`,
      command: listing('policy', launches ? launchStatement(['amazon', ...owners]) : READ_STATEMENT),
    };
  // Only a launch has the image's owner as a condition; describing images is allowed as a whole or not at all.
  if (!launches)
    return {
      owner: 'aws-admin',
      text: `${capitalize(which)} denies ${toList(actions)}. ${WHERE_SET[policyType] ?? ''}Please ask the owner of the policy to exempt the role of the Gitpod runner, and the role of this lookup. The call only reads, and it cannot be limited to single images.`,
    };
  return {
    owner: 'aws-admin',
    text: `${capitalize(which)} denies ${toList(actions)}. ${WHERE_SET[policyType] ?? ''}Please ask the owner of the policy to exempt the images of these owners: ${toList(owners)}. The owner of the Bottlerocket images differs by region; in ec2:Owner, \`amazon\` covers all of these owners. If a statement denies launches by owner, add these owners to its exceptions, as below. If a statement denies public images (ec2:Public), add the same condition to it.`,
    command: listing('policy', launchException(['amazon', ...owners])),
  };
}

/** Where to find a policy that is not one of the organisation's. */
const WHERE_SET: Partial<Record<Denial['policyType'], string>> = {
  boundary: 'The policy is set on the user or role itself, in the account. ',
  session: 'The policy belongs to the session: the program that assumes the role sets it, or the permission set of a single sign-on does. ',
};
