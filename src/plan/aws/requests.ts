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

type Call = Omit<AwsTarget, 'kind'>;

export function awsCall(target: Call, requirements: readonly string[], ask: AwsOptions): ProbeRequest {
  return request(said(target, requirements, ask));
}

export function controlCall(target: Call, requirements: readonly string[], ask: AwsOptions): ProbeRequest {
  return control('home-region', said(target, requirements, ask));
}

/** For regional services, which can be reached without credentials: a denied call is not a failure of the service. */
export function accountRegionCall(target: Call, requirements: readonly string[], ask: AwsOptions): ProbeRequest {
  return control('account-regions', said(target, requirements, ask));
}

export function credentialsRequest(requirements: readonly string[], ask: AwsOptions): ProbeRequest {
  return request(saidOfSources(requirements, ask));
}

export function credentialsControl(requirements: readonly string[], ask: AwsOptions): ProbeRequest {
  return control('account-regions', saidOfSources(requirements, ask));
}

function saidOfSources(requirements: readonly string[], ask: AwsOptions) {
  return { probe: 'aws-credentials' as const, target: { kind: 'host' as const }, requirements: [...requirements], aws: ask };
}

function said(target: Call, requirements: readonly string[], ask: AwsOptions) {
  return {
    probe: 'aws' as const,
    target: { kind: 'aws' as const, ...target },
    requirements: [...requirements],
    trust: [...CONSUMER_TRUST.tool],
    aws: ask,
  };
}
