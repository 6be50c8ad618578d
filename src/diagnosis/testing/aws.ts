/** Sessions with AWS calls, AWS's answers, and requirements for both required images. */

import { readAllowedImagesSettings } from '../../knowledge/allowed-images/read.ts';
import { REQUIRED_IMAGES } from '../../knowledge/allowed-images/required-images.ts';
import { readDenial } from '../../knowledge/aws/denied-message.ts';
import type { ImageFacts } from '../../model/aws/image-facts.ts';
import { type AwsOperation, type AwsTarget, awsTargetText, type ImageOwner } from '../../model/aws/operation.ts';
import type { AwsResult } from '../../model/aws/result.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { AwsObservation, CredentialsObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import type { Profile } from '../../model/profile.ts';
import type { Session } from '../../model/session.ts';
import { awsPhase } from '../../model/testing/aws-facts.ts';
import { PLAIN_OBSERVATION } from '../../model/testing/plain-observation.ts';
import { session } from './session.ts';

export const BOTTLEROCKET = 'ami.bottlerocket';
export const RUNNER_IMAGE = 'ami.ec2-runner';
export const LAUNCH = 'ami.launch';
const IMAGE_ROWS = [BOTTLEROCKET, RUNNER_IMAGE];
const [bottlerocket, gitpod] = REQUIRED_IMAGES;
if (bottlerocket === undefined || gitpod === undefined) throw new Error('two images are required');

export interface Call {
  operation: AwsOperation;
  region?: string;
  owner?: ImageOwner;
  rows?: readonly string[];
  result?: AwsResult;
  fails?: FailureKind;
  answer?: Partial<PhaseOf<'aws'>>;
  role?: 'row' | 'control';
}

export const identity: Call = {
  operation: 'get-caller-identity',
  result: { kind: 'identity', account: '111122223333', partition: 'aws', principalKind: 'assumed-role', principal: 'looker' },
};

/** The settings in AWS's own spelling. */
export function settings(State: string, ImageCriteria: unknown[] = [], ManagedBy = 'account'): Call {
  const read = readAllowedImagesSettings({ State, ImageCriteria, ManagedBy });
  if (read === null) throw new Error('no settings');
  return { operation: 'get-allowed-images-settings', result: { kind: 'settings', ...read } };
}

export function images(row: string, owner: ImageOwner, ...seen: Partial<ImageFacts>[]): Call {
  const required = row === BOTTLEROCKET ? bottlerocket : gitpod;
  const image: ImageFacts = {
    id: 'ami-0123456789abcdef0',
    name: required?.search.replace('*', '2026') ?? null,
    requiredName: required?.name ?? null,
    owner: required?.documentedOwner ?? null,
    ownerAlias: row === BOTTLEROCKET ? 'amazon' : null,
    public: true,
    state: 'available',
    architecture: 'x86_64',
    createdAt: '2026-10-01T00:00:00Z',
    deprecatedAt: '2028-10-01T00:00:00Z',
    allowed: null,
    marketplaceProductCodes: [],
  };
  const all = seen.map((facts) => ({ ...image, ...facts }));
  return { operation: 'describe-images', owner, rows: [row], result: { kind: 'images', total: all.length, images: all } };
}

/** Both images as AWS lists them in eu-central-1, where they have the documented owner. */
export const bothSeen: Call[] = [images(BOTTLEROCKET, 'amazon', {}), images(RUNNER_IMAGE, '995913728426', {})];

export function refused(operation: AwsOperation, message: string, more: Partial<Call> = {}): Call {
  const { text, denial } = readDenial(message);
  return { operation, fails: 'aws.unauthorized', answer: { message: text, denial, errorCode: 'UnauthorizedOperation' }, ...more };
}

/** A session with credentials, in eu-central-1 and on 2026-11-23. */
export function looked(calls: readonly Call[], profile: Partial<Profile> = {}): Session {
  const given: Partial<Profile> = { consents: ['aws'], regions: ['eu-central-1'], ...profile };
  const rows = session(given);
  for (const [id, image] of [
    [BOTTLEROCKET, bottlerocket],
    [RUNNER_IMAGE, gitpod],
  ] as const)
    rows.requirement(id, {
      area: 'ami',
      endpoint: image?.name ?? '',
      targets: [{ target: { kind: 'ami', name: image?.name ?? '', owner: image?.documentedOwner ?? '' }, standsFor: null }],
    });
  if (calls.some(({ rows: of }) => of?.includes(LAUNCH)))
    rows.requirement(LAUNCH, { level: 'conditional', conditions: [{ kind: 'consent', is: 'launch-dry-run' }] });
  const built = rows.build();
  const asked = calls.map((call, index) => observationOf(call, `o${index + built.observations.length + 1}`));
  return { ...built, observations: [...built.observations, ...asked] };
}

function observationOf(
  { operation, region = 'eu-central-1', owner, rows = IMAGE_ROWS, result, fails, answer, role = 'row' }: Call,
  id: string,
): AwsObservation {
  const target: AwsTarget = { kind: 'aws', operation, region, ...(owner === undefined ? {} : { owner }) };
  return {
    probe: 'aws',
    ...base(id, awsTargetText(target)),
    target,
    role,
    requirements: [...rows],
    phases: [
      awsPhase(operation, region, {
        ok: fails === undefined,
        'http.response.status_code': fails === undefined ? 200 : 403,
        server: 'AmazonEC2',
        result: result ?? null,
        ...answer,
      }),
    ],
    failure: fails === undefined ? null : { kind: fails, text: fails },
  };
}

function base(id: string, request: string) {
  return { ...PLAIN_OBSERVATION, id, request, requirements: [] as string[], phases: [] };
}

/** The same session with a check of the credential sources. */
export function withCredentials(given: Session, facts: Partial<NonNullable<CredentialsObservation['facts']>>): Session {
  const seen: CredentialsObservation = {
    probe: 'aws-credentials',
    ...base(`o${given.observations.length + 1}`, 'aws-credentials'),
    target: { kind: 'host' },
    requirements: IMAGE_ROWS,
    facts: { sources: [], takes: null, profile: { name: 'default', namedBy: 'default', exists: false }, files: [], region: null, ...facts },
  };
  return { ...given, observations: [...given.observations, seen] };
}
