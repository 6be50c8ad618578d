/**
 * Maps errors of the AWS SDK to failure kinds. EC2 has no error classes, so the code in `name` decides, with the status and a few words of
 * the message if one code has two meanings. A failed connection is classified before this.
 */
import type { Failure, FailureKind } from '../../model/failure.ts';
import { classify, fail, isProgrammingError } from '../classify.ts';
import { NotAwsError } from './genuine.ts';

/** The parts of an SDK error that may be kept. */
export interface AwsError {
  failure: Failure;
  /** AWS's error code; null if AWS did not answer. */
  code: string | null;
  /** AWS's message about policies, images or parameters. Messages about keys and signatures may quote these, so they are left out. */
  message: string | null;
  status: number | null;
}

/** A clock difference above this explains a refused timestamp. AWS allows five minutes for signatures and fifteen for EC2's requests. */
const CLOCK_MS = 4 * 60_000;

const CODES: Readonly<Record<string, FailureKind>> = {
  ExpiredToken: 'aws.expired',
  ExpiredTokenException: 'aws.expired',
  RequestExpired: 'aws.expired',
  RequestInTheFuture: 'aws.clock',
  InvalidClientTokenId: 'aws.invalid-key',
  UnrecognizedClientException: 'aws.invalid-key',
  InvalidAccessKeyId: 'aws.invalid-key',
  InvalidSignatureException: 'aws.invalid-signature',
  SignatureDoesNotMatch: 'aws.invalid-signature',
  IncompleteSignature: 'aws.invalid-signature',
  AuthFailure: 'aws.auth-failure',
  UnauthorizedOperation: 'aws.unauthorized',
  AccessDenied: 'aws.unauthorized',
  AccessDeniedException: 'aws.unauthorized',
  OptInRequired: 'aws.opt-in-required',
  SubscriptionRequiredException: 'aws.opt-in-required',
  PendingVerification: 'aws.opt-in-required',
  RegionDisabledException: 'aws.region-disabled',
  RequestLimitExceeded: 'aws.throttled',
  Throttling: 'aws.throttled',
  ThrottlingException: 'aws.throttled',
  ThrottledException: 'aws.throttled',
  RequestThrottled: 'aws.throttled',
  RequestThrottledException: 'aws.throttled',
  EC2ThrottledException: 'aws.throttled',
  TooManyRequestsException: 'aws.throttled',
  SlowDown: 'aws.throttled',
  VPCIdNotSpecified: 'aws.parameter',
  MissingParameter: 'aws.parameter',
  MissingInput: 'aws.parameter',
  ParameterNotFound: 'aws.parameter',
  Unsupported: 'aws.parameter',
  UnsupportedOperation: 'aws.parameter',
  ValidationError: 'aws.parameter',
  ValidationException: 'aws.parameter',
};

/** The kinds of failure for which AWS's own message may be kept. */
const QUOTABLE: ReadonlySet<FailureKind> = new Set([
  'aws.unauthorized',
  'aws.not-authorized-for-image',
  'aws.image-not-found',
  'aws.opt-in-required',
  'aws.region-disabled',
  'aws.parameter',
]);

export function classifyAws(error: unknown, host: string, clockSkewMs: number | null): AwsError {
  const nothing = { code: null, message: null, status: null };
  if (causes(error).some((each) => each instanceof NotAwsError)) return { failure: fail('aws.not-aws', host), ...nothing };
  if (isProgrammingError(error) && !isAboutAnswer(error)) throw error;

  const { name, message, status, code } = partsOf(error);
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') {
    // For GetRoleCredentials of IAM Identity Center, the SDK's error contains the answer as text.
    const [, refused = null, words = null] = /^(ForbiddenException): (.{1,200})/.exec(message) ?? [];
    if (refused !== null)
      return { failure: fail('aws.unauthorized', 'the AWS sign-in portal', { code: refused }), code: refused, message: words, status };
    const isSignIn = /aws (?:sso )?login|re-?authenticate|SSO session|^UnauthorizedException: /i.test(message);
    return { failure: fail(isSignIn ? 'aws.sso-expired' : 'aws.no-credentials', 'the AWS SDK'), ...nothing };
  }
  if (status === null) return { failure: brokenOff(error, name, code, host), ...nothing };

  const kind = kindOf(name, message, status, clockSkewMs);
  const token = /^[A-Za-z][A-Za-z0-9._:-]{0,80}$/.test(name) && name !== 'Error' && name !== 'Unknown' ? name : null;
  const failure = fail(kind, host, token === null ? {} : { code: token });
  return { failure, code: token, message: QUOTABLE.has(kind) ? message : null, status };
}

function kindOf(name: string, message: string, status: number, clockSkewMs: number | null): FailureKind {
  const isClock = clockSkewMs !== null && Math.abs(clockSkewMs) > CLOCK_MS;
  if (name === 'RequestExpired' && isClock) return 'aws.clock';
  if (/^Signature (?:expired|not yet current)/i.test(message)) return 'aws.clock';
  if (name === 'AuthFailure' && /not authorized for images/i.test(message)) return 'aws.not-authorized-for-image';
  if (/^InvalidAMIID\.(?:NotFound|Unavailable)$/.test(name)) return 'aws.image-not-found';
  const known = Object.hasOwn(CODES, name) ? CODES[name] : undefined;
  if (known !== undefined) return known;
  if (/^(?:Invalid|Missing|Unknown)[A-Z]/.test(name)) return 'aws.parameter';
  return status >= 500 ? 'aws.server-error' : 'aws.not-understood';
}

/**
 * True if the SDK could not parse an answer that it received. Only such an error has the answer's status or text (`$metadata` is in every
 * error).
 */
function isAboutAnswer(error: unknown): boolean {
  return partsOf(error).status !== null || ['$response', '$responseBodyText'].some((mark) => mark in (error as object));
}

/** The connection opened but no answer came: classified like any other HTTP failure. */
function brokenOff(error: unknown, name: string, code: string | null, host: string): Failure {
  if (name === 'TimeoutError' && code === null) return fail('http.timeout', host);
  if (/parse error/i.test(partsOf(error).message)) return fail('aws.not-understood', host);
  const native = causes(error).find((each) => typeof (each as { code?: unknown }).code === 'string');
  return native === undefined ? fail('aws.not-understood', host) : classify('http', native, host);
}

/** An error and the errors that it wraps; stops at cycles. */
function causes(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let next = error; next !== undefined && next !== null && found.length < 8; next = (next as { cause?: unknown }).cause)
    found.push(next);
  return found;
}

function partsOf(error: unknown): { name: string; message: string; status: number | null; code: string | null } {
  const { name, message, code, $metadata } = (error ?? {}) as Record<string, unknown>;
  const status = ($metadata as { httpStatusCode?: unknown } | undefined)?.httpStatusCode;
  return {
    name: typeof name === 'string' ? name : 'Error',
    message: typeof message === 'string' ? message : '',
    status: typeof status === 'number' ? status : null,
    code: typeof code === 'string' ? code : null,
  };
}
