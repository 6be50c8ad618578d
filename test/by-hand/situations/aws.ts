/** Situations of AWS and of the metadata service: mostly scenarios of the demo, used by the real programs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { DEMO_KEY, type RefusingPolicy } from '../../../src/demo/aws/description.ts';
import { BOTTLEROCKET_IMAGE, PUBLIC_IMAGES, RUNNER_IMAGE } from '../../../src/demo/aws/images.ts';
import { PROXY, proxyEnvironment } from '../../../src/demo/scenarios/parts.ts';
import { run } from '../../lab/processes.ts';
import { loginShell } from '../namespace/login-shell.ts';
import { HOME, type PutUp } from '../situation.ts';
import { account, INSTANCE, network, PROFILE, REGION, scenario } from './aws-account.ts';
import { defaultVpc, failedStack, hopLimit } from './more-of-aws.ts';

/** The owner of the Bottlerocket image that the access requirements name. */
const DOCUMENTED_OWNER = '149721548608';

/** A policy denies the launch, and names the denying statement. */
function launchDenied(by: RefusingPolicy): PutUp {
  const statement = { id: 'OnlyOurImages', key: 'ec2:Owner', values: ['123456789012', 'amazon'] };
  const refusal = { action: 'ec2:RunInstances', by, explicit: true, imageOwners: [RUNNER_IMAGE.owner], statement };
  const reason = 'You are not authorized to perform this operation. Encoded authorization failure message: AbCd';
  const putUp = account({ refusals: [refusal] }, { more: failedStack(reason) });
  return async () => {
    const situation = await putUp();
    return { ...situation, values: { ...situation.values, message: await deniedMessage(situation.environment) } };
  };
}

/** The message as a user copies it from the dry run. */
async function deniedMessage(environment: Readonly<Record<string, string>>): Promise<string> {
  const tried = ['aws', 'ec2', 'run-instances', '--dry-run', '--region', REGION, '--image-id', RUNNER_IMAGE.id];
  const { stderr } = await run(tried, { environment: { ...loginShell(), ...environment } });
  const [, message] = /failure message: (\S+)/.exec(stderr) ?? [];
  if (message === undefined) throw new Error(`The dry run gives no message to decode: ${stderr}`);
  return message;
}

/** The setting is in a variable and in the file. */
function customEndpoint(): PutUp {
  const putUp = scenario('aws-custom-endpoint-set');
  return () => {
    mkdirSync(`${HOME}/.aws`, { recursive: true });
    writeFileSync(`${HOME}/.aws/config`, '[default]\nendpoint_url = http://localhost:4566\n');
    return putUp();
  };
}

/** A profile names a role that the machine's keys must not assume. */
function roleDenied(): PutUp {
  const putUp = account({ refusals: [{ action: 'sts:AssumeRole', by: 'identity-based', explicit: false }] });
  return () => {
    mkdirSync(`${HOME}/.aws`, { recursive: true });
    const role = 'arn:aws:iam::123456789012:role/runner';
    writeFileSync(`${HOME}/.aws/config`, `[profile ${PROFILE}]\nrole_arn = ${role}\ncredential_source = Environment\n`);
    return putUp();
  };
}

/** The proxy variables in upper and lower case, because programs read different ones. */
function proxied(noProxy: string): Record<string, string> {
  const upper = proxyEnvironment(noProxy);
  return { ...upper, ...Object.fromEntries(Object.entries(upper).map(([name, value]) => [name.toLowerCase(), value])) };
}
const NO_PROXY = '.internal,app.gitpod.io,.amazonaws.com';

export const AWS_SITUATIONS = {
  'aws fine': scenario('healthy', {
    values: { message: 'nothing-that-aws-encoded' },
    more: { ...failedStack('Resource creation cancelled'), ...hopLimit(INSTANCE, 2), ...defaultVpc('vpc-0d0d0d0d0d0d0d0d0') },
  }),
  'no credentials': scenario('aws-credentials-missing'),
  'session over': scenario('aws-credentials-expired'),
  'key unknown': scenario('aws-credentials-invalid'),
  'secret wrong': account({ keys: { [DEMO_KEY]: 'wrong-secret' } }),
  'role denied': roleDenied(),
  'images not to be listed': scenario('describe-images-denied'),
  'organisation denies listing': scenario('denied-by-organization'),
  'organisation denies launches': launchDenied('service control'),
  'launch denied': launchDenied('identity-based'),
  'allowed images only': scenario('ami-hidden-by-allowed-images'),
  'image not shared': scenario('ami-not-visible', {
    more: failedStack(
      `Resource handler returned message: &quot;Not authorized for images: [${RUNNER_IMAGE.id}] (Service: Ec2, Status Code: 400)&quot;`,
    ),
  }),
  'image of another owner': account({ images: PUBLIC_IMAGES }, { values: { 'other owner': BOTTLEROCKET_IMAGE.owner } }),
  'image of the documented owner': account({ images: [{ ...BOTTLEROCKET_IMAGE, owner: DOCUMENTED_OWNER }] }),
  'image deprecated': scenario('ami-deprecated'),
  'no default network': scenario('launch-needs-parameters', { more: defaultVpc(null) }),
  'terms open': scenario('marketplace-terms-open'),
  'a page for an answer': scenario('aws-answer-not-understood'),

  'endpoint closed': scenario('aws-endpoint-blocked'),
  'endpoint of somebody else': scenario('aws-endpoint-not-genuine', { values: { 'other name': 'parked.demo-hosting.example' } }),
  'endpoint in the network silent': scenario('vpc-endpoint-unreachable', { values: { address: '10.20.1.15' } }),
  'metadata silent': scenario('metadata-unreachable'),
  'metadata a hop away': scenario('metadata-hop-limit', { more: hopLimit(INSTANCE, 1) }),
  'metadata by proxy': network({ proxy: PROXY }, { environment: proxied(NO_PROXY), values: { 'address of the proxy': PROXY.address } }),
  'metadata past the proxy': network({ proxy: PROXY }, { environment: proxied(`169.254.169.254,${NO_PROXY}`) }),
  'google metadata fine': network({ ec2: false, google: 'fine' }),
  'google metadata silent': network({ ec2: false, google: 'silent' }),
  'google metadata without account': network({ ec2: false, google: 'no-account' }),
  'endpoint variable left over': customEndpoint(),
  'no such region': scenario('region-unknown', { values: { region: 'us-esat-1' } }),
  'region not enabled': account({ notOptedIn: ['ap-east-1'] }, { values: { region: 'ap-east-1' } }),
  'region enabled': account({}, { values: { region: 'ap-east-1' } }),
  'not an instance': network({ ec2: false }),
} as const satisfies Record<string, PutUp>;
