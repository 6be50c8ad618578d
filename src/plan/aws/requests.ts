/** Builds the requests of single calls. */
import type { AwsOptions } from '../../model/aws/ask.ts';
import type { AwsTarget } from '../../model/aws/operation.ts';
import { CONSUMER_TRUST } from '../../model/consumer.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import type { Profile } from '../../model/profile.ts';
import { control, request } from '../request.ts';

/** Consent to use AWS credentials; naming a profile implies it (docs/contract.md, Consents). */
export function isAwsAllowed({ consents, awsProfile }: Profile): boolean {
  return consents.includes('aws') || awsProfile !== null;
}

export function callOptionsOf({ awsProfile, consents }: Profile): AwsOptions {
  return {
    profile: awsProfile,
    mayRunProcess: consents.includes('credential-process'),
    ...(consents.includes('aws-in-clear') ? { mayGoInClear: true } : {}),
    mayDecode: consents.includes('decode-denial'),
    launch: null,
    pasted: null,
  };
}

/**
 * `account-regions`: a call for the regional services, which need no credentials, so a denial of the call is not a failure of the service.
 */
type Purpose = 'home-region' | 'account-regions';

export function awsCall(
  target: Omit<AwsTarget, 'kind'>,
  requirements: readonly string[],
  ask: AwsOptions,
  purpose: Purpose | null = null,
): ProbeRequest {
  return build(purpose, {
    probe: 'aws',
    target: { kind: 'aws', ...target },
    requirements: [...requirements],
    trust: [...CONSUMER_TRUST.tool],
    aws: ask,
  });
}

export function credentialsRequest(requirements: readonly string[], ask: AwsOptions, purpose: Purpose | null = null): ProbeRequest {
  return build(purpose, { probe: 'aws-credentials', target: { kind: 'host' }, requirements: [...requirements], aws: ask });
}

function build(purpose: Purpose | null, said: Parameters<typeof request>[0]): ProbeRequest {
  return purpose === null ? request(said) : control(purpose, said);
}
