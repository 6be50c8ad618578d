/** GD703: AWS rejects the key. STS decides, because EC2 has the same error for a disabled region. */

import { command } from '../../model/command/index.ts';
import { awsCallerIdentity, callsFailedWith, credentialsObservation, disabledRegion, failedCallIds } from '../facts/aws-calls.ts';
import { imageRows } from '../facts/image-access.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule } from './rule.ts';
import { toList } from './shared/wording.ts';

export const awsCredentialsInvalid = defineRule({
  code: 'GD703',
  excludes: { 'region-unknown': by.faults, 'aws-credentials-expired': by.faults },

  find(view) {
    const said = callsFailedWith(view, 'aws.invalid-key', 'aws.invalid-signature');
    // If STS accepts the identity, EC2's general error concerns the region or its own session.
    const general = awsCallerIdentity(view) === null ? callsFailedWith(view, 'aws.auth-failure') : [];
    // A region that the account has not enabled refuses valid keys.
    const calls = [...said, ...general].filter(({ region }) => disabledRegion(view, region) === null);
    if (calls.length === 0) return [];
    const seen = credentialsObservation(view);
    const facts = seen?.facts ?? null;
    const settled = calls.some(({ operation }) => operation === 'get-caller-identity');
    return [
      {
        subject: 'AWS credentials',
        confidence: settled ? 'certain' : 'likely',
        accountsFor: failedCallIds(view, calls),
        evidence: seen === null ? [] : [seen.id],
        requirements: imageRows(view),
        facts: {
          signature: calls.some(({ kind }) => kind === 'aws.invalid-signature'),
          settled,
          regions: unique(calls.map(({ region }) => region)),
          keyPrefix: facts?.sources.find(({ source }) => source === facts.takes)?.keyPrefix ?? null,
        },
      },
    ];
  },

  summary: 'AWS does not accept the credentials of this machine.',
  why: 'The access key was deleted or mistyped, the secret belongs to another key, or temporary keys lack their session token.',
  stops: 'Nothing breaks in Gitpod itself. But AWS refuses every call made with these credentials.',
  confusedWith: {
    'region-unknown': 'STS accepts the credentials, but one region refuses them: the account has not enabled it.',
    'aws-credentials-expired': 'AWS says that the session has expired.',
  },
  byHand: [
    {
      run: command`aws sts get-caller-identity`,
      shows: 'InvalidClientTokenId',
      tells: 'AWS does not know the key: it was deleted or mistyped, or its session token is missing.',
    },
    {
      run: command`aws sts get-caller-identity`,
      shows: 'SignatureDoesNotMatch',
      tells: 'AWS knows the key, but the secret belongs to another key.',
    },
    {
      run: command`aws ec2 describe-regions --region <region>`,
      shows: 'AuthFailure',
      tells: 'EC2 returns this error in both cases. It also returns it for a region that the account has not enabled.',
    },
  ],
  example: {
    regions: ['<region>'],
    keyPrefix: null,
    // True if the secret does not match the key, false if AWS does not know the key.
    signature: false,
    // True if STS rejected the key as well.
    settled: true,
  },
  title: ({ signature }) =>
    signature ? 'AWS does not accept the secret of the access key on this machine' : 'AWS does not know the access key on this machine',
  evidence: ({ signature, settled, regions, keyPrefix }) => [
    settled
      ? `STS, which knows every valid key, ${signature ? 'refuses this key: the signature does not match' : 'does not know this key'}.`
      : `The calls in ${toList(regions)} are refused; STS could not be asked.`,
    keyPrefix !== null &&
      `The key begins with ${keyPrefix}${keyPrefix === 'ASIA' ? ', so it is a temporary key, which needs its session token' : ''}.`,
  ],
  fixes: ({ signature }) => [
    {
      owner: 'you',
      text: signature
        ? 'Enter the secret of this access key again (and the session token of a temporary key), or sign in to AWS again.'
        : 'Use an access key that exists in the account of the runner, or sign in to AWS again. A deleted key cannot be restored.',
      command: command`aws configure list\naws sts get-caller-identity`,
    },
  ],
});
