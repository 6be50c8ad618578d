/** AWS errors, with the code, status and message that each service sends. */
import type { AwsCall } from './call.ts';
import type { AnswerFault, AwsDescription, KeyState } from './description.ts';
import type { ErrorReply } from './reply.ts';

/** A signature is valid for five minutes before and after the time in it. */
const SIGNATURE_MS = 5 * 60_000;

/** The error for the first fault of the request: key, signature, clock or region; null if there is none. */
export function callerError(
  call: AwsCall,
  keyState: KeyState | 'unknown',
  now: number,
  { notOptedIn = [] }: AwsDescription,
): ErrorReply | null {
  const { service, region, signedAt } = call;
  if (keyState === 'unknown' || notOptedIn.includes(region)) return UNKNOWN_KEY[service] ?? null;
  if (signedAt !== null && Math.abs(now - signedAt) > SIGNATURE_MS) return outOfTime(service, signedAt, now);
  if (keyState === 'wrong-secret') return WRONG_SECRET[service] ?? null;
  return keyState === 'expired' ? (EXPIRED[service] ?? null) : null;
}

/** EC2's error for an unknown key, a wrong secret, and a region that the account has not enabled. */
const NOT_VALIDATED: ErrorReply = {
  status: 401,
  code: 'AuthFailure',
  message: 'AWS was not able to validate the provided access credentials',
};

const UNKNOWN_KEY: Readonly<Record<string, ErrorReply>> = {
  ec2: NOT_VALIDATED,
  sts: { status: 403, code: 'InvalidClientTokenId', message: 'The security token included in the request is invalid.' },
  ssm: { status: 400, code: 'UnrecognizedClientException', message: 'The security token included in the request is invalid.' },
};

const DOES_NOT_MATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const WRONG_SECRET: Readonly<Record<string, ErrorReply>> = {
  ec2: NOT_VALIDATED,
  sts: { status: 403, code: 'SignatureDoesNotMatch', message: DOES_NOT_MATCH },
  ssm: { status: 400, code: 'InvalidSignatureException', message: DOES_NOT_MATCH },
};

const EXPIRED: Readonly<Record<string, ErrorReply>> = {
  ec2: { status: 400, code: 'RequestExpired', message: 'Request has expired.' },
  sts: { status: 403, code: 'ExpiredToken', message: 'The security token included in the request is expired' },
  ssm: { status: 400, code: 'ExpiredTokenException', message: 'The security token included in the request is expired' },
};

function outOfTime(service: string, signedAt: number, now: number): ErrorReply | null {
  if (service === 'ec2') return EXPIRED['ec2'] ?? null;
  const [then, today] = [basic(signedAt), basic(now)];
  const message =
    signedAt < now
      ? `Signature expired: ${then} is now earlier than ${basic(now - SIGNATURE_MS)} (${today} - 5 min.)`
      : `Signature not yet current: ${then} is still later than ${basic(now + SIGNATURE_MS)} (${today} + 5 min.)`;
  return service === 'ssm'
    ? { status: 400, code: 'InvalidSignatureException', message }
    : { status: 403, code: 'SignatureDoesNotMatch', message };
}

/** A time in the basic form of ISO 8601, as AWS writes it in messages. */
function basic(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

export const FAULT_REPLIES: Readonly<Record<Extract<AnswerFault, 'throttled' | 'internal-error'>, ErrorReply>> = {
  throttled: { status: 503, code: 'RequestLimitExceeded', message: 'Request limit exceeded.' },
  'internal-error': { status: 500, code: 'InternalError', message: 'An internal error has occurred' },
};

export const DRY_RUN_OK: ErrorReply = {
  status: 412,
  code: 'DryRunOperation',
  message: 'Request would have succeeded, but DryRun flag is set.',
};

export const NO_DEFAULT_VPC: ErrorReply = { status: 400, code: 'VPCIdNotSpecified', message: 'No default VPC for this user' };

export function imageNotFound(id: string): ErrorReply {
  return { status: 400, code: 'InvalidAMIID.NotFound', message: `The image id '[${id}]' does not exist` };
}

/**
 * EC2's error for an image that is not shared with the account. It has the code of the error for bad credentials, with another status and
 * message.
 */
export function imageNotShared(id: string): ErrorReply {
  return { status: 400, code: 'AuthFailure', message: `Not authorized for images: [${id}]` };
}

export function termsNotAccepted(url: string): ErrorReply {
  const message = `In order to use this AWS Marketplace product you need to accept terms and subscribe. To do so please visit ${url}`;
  return { status: 401, code: 'OptInRequired', message };
}

export function unknownAction(action: string): ErrorReply {
  return { status: 400, code: 'InvalidAction', message: `The action ${action} is not valid for this web service.` };
}
