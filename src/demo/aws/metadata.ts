/** The simulated instance metadata service (IMDS) in each mode, with EC2's headers and statuses. */
import { page, type Site, text, type WebAnswer } from '../web/answer.ts';
import { DEMO_ACCOUNT } from './description.ts';

/**
 * - `both`: versions 1 and 2 work.
 * - `v2-only`: a token is required.
 * - `turned-off`: 403 to every request (EC2 User Guide, "Retrieve instance metadata", response codes).
 * - `hop-limit`: like `v2-only`, but the response to the PUT never arrives, because its TTL of 1 does not survive a bridge.
 */
export type MetadataMode = 'both' | 'v2-only' | 'turned-off' | 'hop-limit';

const TOKEN = 'AQAEADemoTokenOfTheDemoInstance==';
const TTL = 'x-aws-ec2-metadata-token-ttl-seconds';

const IDENTITY = {
  accountId: DEMO_ACCOUNT,
  architecture: 'x86_64',
  availabilityZone: 'us-east-1a',
  imageId: 'ami-0d0d0d0d0d0d0d0d2',
  instanceId: 'i-0d0d0d0d0d0d0d0d0',
  instanceType: 'm6i.xlarge',
  privateIp: '10.20.1.4',
  region: 'us-east-1',
  version: '2017-09-30',
};

const DOCUMENTS: Readonly<Record<string, string>> = {
  '/latest/meta-data/': 'ami-id\nhostname\ninstance-id\nlocal-ipv4\nplacement/\n',
  '/latest/meta-data/instance-id': IDENTITY.instanceId,
  '/latest/meta-data/instance-type': IDENTITY.instanceType,
  '/latest/meta-data/placement/region': IDENTITY.region,
  '/latest/meta-data/placement/availability-zone': IDENTITY.availabilityZone,
  '/latest/dynamic/instance-identity/document': `${JSON.stringify(IDENTITY, null, 2)}\n`,
};

export function instanceMetadata(mode: MetadataMode): Site {
  return ({ method, path, headers = {} }) => {
    if (mode === 'turned-off') return named(page('403 - Forbidden', 403));
    if (path === '/latest/api/token') return token(mode, method, headers);
    const shown = headers['x-aws-ec2-metadata-token'];
    const isLetIn = shown === undefined ? mode === 'both' : shown === TOKEN;
    if (!isLetIn) return named(page('401 - Unauthorized', 401));
    const document = DOCUMENTS[path];
    return named(document === undefined ? page('404 - Not Found', 404) : text(document));
  };
}

function token(mode: MetadataMode, method: string, headers: Readonly<Record<string, string>>): WebAnswer {
  if (method !== 'PUT') return named(page('405 - Method Not Allowed', 405));
  if (mode === 'hop-limit') return { ...text(''), staysSilent: true };
  // The service refuses forwarded requests by design (EC2 User Guide, "Use IMDSv2").
  if (headers['x-forwarded-for'] !== undefined) return named(page('403 - Forbidden', 403));
  const seconds = Number(headers[TTL]);
  if (!(seconds >= 1 && seconds <= 21_600)) return named(page('400 - Bad Request', 400));
  return named(text(TOKEN, 200, { [TTL]: String(seconds) }));
}

function named(answer: WebAnswer): WebAnswer {
  return { ...answer, headers: { ...answer.headers, server: 'EC2ws' } };
}
