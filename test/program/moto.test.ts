/**
 * The AWS step against moto. If these fail, our own simulated AWS and our reading of it are wrong in the same way: moto was
 * written by other people.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyEnvironment } from '../../src/demo/aws/description.ts';
import { BOTTLEROCKET_IMAGE, RUNNER_IMAGE } from '../../src/demo/aws/images.ts';
import type { AwsOptions } from '../../src/model/aws/ask.ts';
import type { AwsTarget } from '../../src/model/aws/operation.ts';
import type { PhaseOf } from '../../src/model/phase.ts';
import { aRequest, measure, pretend } from '../../src/probes/testing/pretend.ts';
import { hasMoto, type Moto, startMoto } from '../lab/moto/server.ts';

const there = hasMoto();
if (!there) process.stderr.write('moto_server is not on PATH: the second opinion about AWS is not heard (pip install "moto[server]").\n');

const ASK: AwsOptions = { profile: null, mayRunProcess: false, mayDecode: false, launch: null, pasted: null };
const BOTTLEROCKET_NAME = 'bottlerocket-aws-ecs-1-x86_64';
const RUNNER_NAME = 'gitpod/images/gitpod-next/ec2-runner-ami-*';

describe.runIf(there)('the AWS emulator moto', () => {
  let moto: Moto;
  let environment: Record<string, string>;
  beforeAll(async () => {
    moto = await startMoto([BOTTLEROCKET_IMAGE, RUNNER_IMAGE]);
    environment = { AWS_ACCESS_KEY_ID: moto.key.id, AWS_SECRET_ACCESS_KEY: moto.key.secret };
  }, 90_000);
  afterAll(() => moto.close());

  /** `passed` or the kind of the failure, and what AWS told. */
  async function call(
    target: Omit<AwsTarget, 'kind' | 'region'>,
    keys: Record<string, string> = environment,
    ask: Partial<AwsOptions> = {},
  ) {
    const net = await pretend({ environment: { ...keys, AWS_ENDPOINT_URL: `http://127.0.0.1:${moto.port}` } });
    try {
      net.map(moto.port, moto.port, 'tcp', '127.0.0.1');
      const limits = { stageMs: 10_000, dnsMs: 2000, deadlineMs: 60_000, concurrency: 4, proxyConcurrency: 4 };
      const request = aRequest('aws', { kind: 'aws', region: 'us-east-1', ...target }, { trust: ['public'], aws: { ...ASK, ...ask } });
      const seen = await measure(net.world, request, { limits });
      const answer = seen.phases.find((phase): phase is PhaseOf<'aws'> => phase.name === 'aws');
      return { ended: seen.failure?.kind ?? 'passed', result: answer?.result ?? null };
    } finally {
      await net.close();
    }
  }

  test('gives the account and user of an access key', { timeout: 60_000 }, async () => {
    const { ended, result } = await call({ operation: 'get-caller-identity' });
    expect([ended, result]).toMatchObject([
      'passed',
      { kind: 'identity', account: '123456789012', principalKind: 'user', principal: 'doctor' },
    ]);
  });

  test('lists the images of both owners for one query', { timeout: 60_000 }, async () => {
    const ids = async (owner: AwsTarget['owner'], name: string) => {
      const { result } = await call({ operation: 'describe-images', name, ...(owner === undefined ? {} : { owner }) });
      return result?.kind === 'images' ? result.images.map(({ id }) => id) : result;
    };
    expect(await ids(BOTTLEROCKET_IMAGE.owner, BOTTLEROCKET_NAME)).toEqual([BOTTLEROCKET_IMAGE.id]);
    expect(await ids(RUNNER_IMAGE.owner, RUNNER_NAME)).toEqual([RUNNER_IMAGE.id]);
    // The right image with another owner's id is the mistake to which the document's own example leads.
    expect(await ids('149721548608', BOTTLEROCKET_NAME)).toEqual([]);
    expect(await ids(RUNNER_IMAGE.owner, BOTTLEROCKET_NAME)).toEqual([]);
  });

  test('distinguishes an unknown key from a wrong secret in STS', { timeout: 60_000 }, async () => {
    expect((await call({ operation: 'get-caller-identity' }, keyEnvironment())).ended).toBe('aws.invalid-key');
    const wrong = { ...environment, AWS_SECRET_ACCESS_KEY: 'not-the-secret-of-this-key-at-all-0000000' };
    expect((await call({ operation: 'get-caller-identity' }, wrong)).ended).toBe('aws.invalid-signature');
    expect((await call({ operation: 'describe-images', name: RUNNER_NAME }, wrong)).ended).toBe('aws.auth-failure');
  });
});
