/** Answers of a healthy AWS and metadata service, as a base for tests. */
import type { MetadataFacts } from '../aws/metadata.ts';
import type { AwsOperation } from '../aws/operation.ts';
import { AWS_ACTIONS } from '../aws/operation.ts';
import type { PhaseOf } from '../phase.ts';

/** A call with an empty answer of AWS. */
export function awsPhase(operation: AwsOperation, region: string, facts: Partial<PhaseOf<'aws'>> = {}): PhaseOf<'aws'> {
  return {
    name: 'aws',
    startMs: 0,
    durationMs: 1,
    ok: true,
    hop: 0,
    peer: 'target',
    operation,
    region,
    'server.address': `${AWS_ACTIONS[operation].split(':')[0]}.${region}.amazonaws.com`,
    customEndpoint: null,
    'http.response.status_code': 200,
    contentType: 'text/xml',
    requestId: true,
    server: null,
    errorCode: null,
    message: null,
    denial: null,
    decoding: 'not-needed',
    attempts: 1,
    clockSkewMs: 0,
    result: null,
    ...facts,
  };
}

/** An instance whose metadata service requires a token and issues it. */
export const INSTANCE: MetadataFacts = {
  endpoint: 'http://169.254.169.254/',
  customEndpoint: null,
  disabled: false,
  connected: true,
  withoutToken: { 'http.response.status_code': 401 },
  token: { 'http.response.status_code': 200 },
  isEc2: true,
  region: 'us-east-1',
  zone: 'us-east-1a',
  account: '123456789012',
  instanceType: 'm6i.large',
};
