/** GD715: AWS refuses the credentials of the profile's role, so no call used them. */

import { isRoleDenied } from '../../knowledge/aws/role-denial.ts';
import { command } from '../../model/command/index.ts';
import { awsCalls, credentialsObservation, failedCallIds } from '../facts/aws-calls.ts';
import { isOrganizationDenial } from '../facts/denials.ts';
import { imageRows } from '../facts/image-access.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule } from './rule.ts';
import { POLICY_WORDS } from './shared/aws-policies.ts';

export const awsRoleDenied = defineRule({
  code: 'GD715',
  excludes: { 'describe-images-denied': by.faults, 'aws-credentials-invalid': by.faults, 'aws-credentials-expired': by.faults },

  find(view) {
    const denied = awsCalls(view).filter(({ kind, answer }) => isRoleDenied(kind, answer));
    if (denied.length === 0) return [];
    const seen = credentialsObservation(view);
    const above = denied.find(isOrganizationDenial);
    return [
      {
        subject: 'AWS credentials',
        confidence: 'certain',
        accountsFor: failedCallIds(view, denied),
        evidence: seen === null ? [] : [seen.id],
        requirements: imageRows(view),
        facts: {
          signIn: denied.every(({ answer }) => answer?.errorCode === 'ForbiddenException'),
          profile: seen?.facts?.profile.name ?? null,
          policyType: above?.answer?.denial?.policyType ?? null,
          messages: unique(denied.flatMap(({ answer }) => answer?.message ?? [])),
        },
      },
    ];
  },

  summary: 'AWS does not let this identity use the role that the profile names.',
  why: 'The role’s trust policy must name the identity, and the identity needs sts:AssumeRole. A single sign-on role must be assigned to the identity. Otherwise, AWS refuses.',
  stops: 'Nothing breaks in Gitpod itself. But this profile cannot check whether the account is allowed to use the images.',
  confusedWith: {
    'describe-images-denied': 'AWS gives the credentials, but the identity is not allowed to list images.',
    'aws-credentials-invalid': 'AWS does not know the key, or the secret does not match it.',
    'aws-credentials-expired': 'the session has expired; a new sign-in is enough.',
  },
  byHand: [
    {
      run: command`aws sts get-caller-identity --profile <profile>`,
      shows: 'when calling the AssumeRole operation',
      tells: 'AWS knows the keys but refuses the role. If AWS gave the role, the command would print its ARN.',
    },
  ],
  example: {
    profile: '<profile>',
    messages: [],
    // True if the IAM Identity Center session lacks the role, false if the caller may not assume it.
    signIn: false,
    // The type of the policy that denies, if AWS states it: a service control policy, a permissions boundary. Otherwise null.
    policyType: null,
  },
  title: ({ signIn, profile }) =>
    signIn
      ? `The AWS sign-in is not allowed to use the role${of(profile)}`
      : `AWS does not let this identity assume the role${of(profile)}`,
  evidence: ({ signIn, policyType, messages }) => [
    signIn
      ? 'The sign-in is valid, but the portal does not offer this role.'
      : 'AWS knows the keys, but refuses to give credentials for the role.',
    policyType !== null && `AWS names ${POLICY_WORDS[policyType]} as the reason.`,
    ...messages.map((message) => `AWS says: ${message}`),
  ],
  fixes: ({ signIn, profile }) => [
    {
      owner: 'you',
      text: 'Use --aws-profile to name a profile whose role you may use. This command shows the identity of a profile:',
      command: command`aws sts get-caller-identity --profile <another profile>`,
    },
    {
      owner: 'aws-admin',
      text: signIn
        ? `Please assign the permission set${of(profile)} to this user in IAM Identity Center, for the account of the runner.`
        : `Please let this identity assume the role${of(profile)}: the trust policy of the role has to name the identity, and a policy of the identity has to allow sts:AssumeRole on the role.`,
    },
  ],
});

function of(profile: string | null): string {
  return profile === null ? '' : ` of the profile ${profile}`;
}
