/** Failures that AWS reports. */
import type { WordsOf } from './words-of.ts';

export const AWS_FAILURES = {
  'aws.no-credentials': {
    remark: 'no AWS credentials',
    means: 'no source on this machine gives usable credentials',
    settles: 'the list of sources, shown with this step',
  },
  'aws.sso-expired': {
    remark: 'sign-in expired',
    means: 'the AWS sign-in has expired, so AWS could not be asked',
    settles: 'a new sign-in: aws sso login',
  },
  'aws.expired': {
    remark: 'session expired',
    means: 'AWS says that the session of these credentials has expired',
    settles: 'fresh credentials; the clock of this machine',
  },
  'aws.invalid-key': {
    remark: 'key unknown',
    means: 'AWS does not know the key of these credentials',
    settles: 'which key is used, and whether the key was deleted',
  },
  'aws.invalid-signature': {
    remark: 'signature refused',
    means: 'AWS knows the key but refuses the signature: the secret or the time is wrong',
    settles: 'the secret of this key; the clock of this machine',
  },
  'aws.auth-failure': {
    remark: 'credentials refused here',
    means: 'EC2 could not validate the credentials: they are wrong, or the account has not enabled this region',
    settles: 'the answer of STS to the same credentials; the list of regions',
  },
  'aws.not-authorized-for-image': {
    remark: 'image not authorised',
    means: 'AWS says that this account is not allowed to use the image: it is private, not shared with the account, or deleted',
    settles: 'the owner and the region of the image',
  },
  'aws.image-not-found': {
    remark: 'no such image',
    means: 'AWS says that the image does not exist: it is in another region, deregistered, or hidden by Allowed AMIs',
    settles: 'the Allowed AMIs settings; the region',
  },
  'aws.unauthorized': {
    remark: 'not allowed',
    means: 'a policy of the account or its organisation does not allow this action, so the check could not be made',
    settles: 'the policy that AWS names, shown with this step',
  },
  'aws.opt-in-required': {
    remark: 'subscription needed',
    means: 'AWS asks to accept terms or to subscribe first',
    settles: 'the address in the message of AWS',
  },
  'aws.region-disabled': {
    remark: 'region not enabled',
    means: 'the account has not enabled this region',
    settles: 'the list of regions of the account',
  },
  'aws.throttled': {
    remark: 'slowed down',
    means: 'AWS limits the number of requests, so nothing is known yet',
    settles: 'the same request in a minute',
  },
  'aws.parameter': {
    remark: 'request incomplete',
    means: 'AWS does not accept the request: something in it is missing or unknown',
    settles: 'the message of AWS, shown with this step',
  },
  'aws.server-error': {
    remark: 'AWS error',
    means: 'AWS had an internal error, so nothing is known yet',
    settles: 'the same request in a minute; the status page of AWS',
  },
  'aws.not-understood': {
    remark: 'answer not understood',
    means: 'AWS answered in a way that this version does not know',
    settles: 'the code and the message of AWS, shown with this step',
  },
  'aws.not-aws': {
    remark: 'not from AWS',
    means: 'the answer is not from AWS: a device on the path answered instead',
    settles: 'status and content type, shown with this step',
  },
  'aws.in-clear': {
    remark: 'not sent without TLS',
    means:
      'a setting sends AWS calls to an address without TLS, where devices on the path can read the key id and the session token; nothing was sent',
    settles: 'the setting: use https://, or allow it with --yes-to aws-in-clear',
  },
  'aws.clock': {
    remark: 'time refused',
    means: 'AWS refuses the time of the request, because the clock of this machine is wrong',
    settles: 'the clock of this machine',
  },
} as const satisfies WordsOf<'aws'>;
