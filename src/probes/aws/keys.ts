/**
 * Credentials for calls, only from the source that the table selected. They stay in this folder's memory while the program runs. Also
 * returns the strings that no output may contain, for a last check of messages.
 */
import { devNull } from 'node:os';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { World } from '../world.ts';
import type { CredentialTable } from './credential-table.ts';
import type { AwsKeys } from './sdk.ts';

/** No source has usable credentials. The SDK's own error is less specific. */
export class NoCredentialsError extends Error {
  override readonly name = 'CredentialsProviderError';
}

export interface KeyOptions {
  world: World;
  table: CredentialTable;
  region: string;
  /** The SDK's handler, for sources that only the SDK can read. */
  handler: () => Promise<NodeHttpHandler>;
  /** The machine's role, through our own requests to the metadata service. */
  instanceKeys: () => Promise<AwsKeys | null>;
}

export async function loadAwsKeys({ world, table, region, handler, instanceKeys }: KeyOptions): Promise<AwsKeys> {
  const { environment } = world;
  const { takes, profile } = table.facts;
  if (takes === null)
    throw new NoCredentialsError(expiredSignIn(table) ? 'The sign-in has expired: aws sso login' : 'No source has credentials');
  if (takes === 'environment') {
    return staticKeys(environment['AWS_ACCESS_KEY_ID'], environment['AWS_SECRET_ACCESS_KEY'], environment['AWS_SESSION_TOKEN']);
  }
  const settings = table.files.profiles.get(profile.name);
  if (takes === 'shared-profile' && settings?.has('role_arn') !== true) {
    return staticKeys(settings?.get('aws_access_key_id'), settings?.get('aws_secret_access_key'), settings?.get('aws_session_token'));
  }
  if (takes === 'instance') {
    const keys = await instanceKeys();
    if (keys === null) throw new NoCredentialsError('The metadata service has no role for this machine');
    return keys;
  }
  // Other sources are read by the SDK from this process's own variables and home, which a pretend machine lacks.
  if (world.pretend !== null && takes !== 'shared-profile') throw new NoCredentialsError('No source has credentials');
  const { defaultProvider } = await import('./sdk.ts');
  // Our own requests to the metadata service are recorded and faster: those of the SDK would add two seconds.
  process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
  const isOfProfile = table.facts.sources.some(({ source, profile: name }) => source === takes && name !== null);
  const resolved = await defaultProvider({
    ...(isOfProfile ? { profile: profile.name } : {}),
    filepath: forSdk(table.files.credentialsPath, table),
    configFilepath: forSdk(table.files.configPath, table),
    ignoreCache: true,
    clientConfig: { region, requestHandler: await handler() },
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  })();
  return {
    ...staticKeys(resolved.accessKeyId, resolved.secretAccessKey, resolved.sessionToken),
    ...(resolved.expiration === undefined ? {} : { expiration: resolved.expiration }),
  };
}

/** An empty file. It replaces files that a pretend machine lacks and unreadable ones, because the SDK would block on a pipe. */
function forSdk(path: string, { files }: CredentialTable): string {
  return path === '' || files.files.some((file) => file.path === path && (file.state === 'unreadable' || file.state === 'utf-16'))
    ? devNull
    : path;
}

function staticKeys(accessKeyId: string | undefined, secretAccessKey: string | undefined, sessionToken: string | undefined): AwsKeys {
  if (!accessKeyId || !secretAccessKey) throw new NoCredentialsError('A key is not complete');
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}

function expiredSignIn(table: CredentialTable): boolean {
  return table.facts.sources.some(({ source, state }) => (source === 'sso' || source === 'login') && state === 'expired');
}

/** AWS's message with every part of the keys removed. */
export function removeKeys(text: string, keys: AwsKeys | null): string {
  const secrets = keys === null ? [] : [keys.accessKeyId, keys.secretAccessKey, keys.sessionToken ?? ''];
  return secrets.filter((secret) => secret.length >= 8).reduce((rest, secret) => rest.replaceAll(secret, '[key]'), text);
}
