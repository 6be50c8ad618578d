/** GD702: the credentials exist, but their session has expired. */
import { command } from '../../model/command/index.ts';
import { callsFailedWith, credentialsObservation, failedCallIds } from '../facts/aws-calls.ts';
import { imageRows } from '../facts/image-access.ts';
import { by, defineRule } from './rule.ts';

export const awsCredentialsExpired = defineRule({
  code: 'GD702',
  excludes: { 'aws-credentials-invalid': by.faults, 'clock-wrong': by.faults },

  find(view) {
    const seen = credentialsObservation(view);
    const facts = seen?.facts ?? null;
    const calls = callsFailedWith(view, 'aws.expired', 'aws.sso-expired');
    const expired =
      facts?.sources.find(({ source, state }) => state === 'expired' && (facts.takes === null || facts.takes === source)) ?? null;
    if (calls.length === 0 && expired === null) return [];
    const signIn = calls.some(({ kind }) => kind === 'aws.sso-expired') || expired?.source === 'sso' || expired?.source === 'login';
    const profile = facts?.profile;
    return [
      {
        subject: 'AWS credentials',
        confidence: 'certain',
        accountsFor: failedCallIds(view, [...calls, ...(expired === null ? [] : callsFailedWith(view, 'aws.no-credentials'))]),
        evidence: seen === null ? [] : [seen.id],
        requirements: imageRows(view),
        facts: {
          signIn,
          profile: profile === undefined || profile.namedBy === 'default' ? null : profile.name,
          expiresAt: expired?.expiresAt ?? null,
          refused: calls.some(({ kind }) => kind === 'aws.expired'),
        },
      },
    ];
  },

  summary: 'The AWS session on this machine has expired.',
  why: 'Temporary credentials and sign-in sessions expire after some hours. AWS then refuses every call, even if the identity has all permissions.',
  stops:
    'Nothing breaks in Gitpod itself. But gitpod-doctor cannot check whether the account is allowed to use the images until you sign in again.',
  confusedWith: {
    'aws-credentials-invalid': 'AWS does not know the key, or the secret does not match it.',
    'clock-wrong': 'this machine’s clock is wrong, so fresh credentials look expired.',
  },
  byHand: [
    {
      run: command`aws sts get-caller-identity`,
      shows: 'ExpiredToken',
      tells: 'AWS programs found the session, but it has expired. Sign in again.',
    },
  ],
  example: {
    profile: null,
    // True for a sign-in session, which a new sign-in renews.
    signIn: true,
    // RFC 3339, from the file.
    expiresAt: null,
    // True if AWS itself refused the credentials as expired; otherwise a local file gives the expiry.
    refused: false,
  },
  title: ({ signIn }) => (signIn ? 'The AWS sign-in on this machine has expired' : 'The AWS session on this machine has expired'),
  evidence: ({ refused, expiresAt, signIn }) => [
    expiresAt !== null && `The file of the session says that it ended at ${expiresAt}.`,
    refused && 'AWS refuses the session as expired.',
    expiresAt === null && !refused && (signIn ? 'There is no valid sign-in session on this machine.' : 'The session is over.'),
  ],
  fixes: ({ signIn, profile }) => [
    {
      owner: 'you',
      text: signIn ? 'Sign in to AWS again, then measure again.' : 'Get a new session for AWS (new temporary keys), then measure again.',
      command: signIn
        ? command`aws sso login ${profile === null ? [] : command`--profile ${profile}`}`
        : command`aws sts get-caller-identity`,
    },
  ],
});
