/** Credentials of the machine's role, through `probes/metadata`: token, role name, keys. */

import type { Measurement } from '../measurement.ts';
import { metadataEndpoint, requestMetadata, requestMetadataToken } from '../metadata/talk.ts';
import type { Tools } from '../tools.ts';
import type { AwsKeys } from './sdk.ts';

const ROLES = '/latest/meta-data/iam/security-credentials/';

/** Null if the machine has no role, or the service does not answer. */
export async function requestInstanceKeys(measurement: Measurement, tools: Tools): Promise<AwsKeys | null> {
  return measurement.aside(async () => {
    const place = metadataEndpoint(tools.world);
    const { token } = await requestMetadataToken(measurement, tools, place);
    if (token === null) return null;
    const role = (await requestMetadata(measurement, tools, place, ROLES, token)).body?.split('\n')[0]?.trim() ?? '';
    if (!/^[\w+=,.@-]{1,128}$/.test(role)) return null;
    return keysOf((await requestMetadata(measurement, tools, place, `${ROLES}${role}`, token)).body ?? '');
  });
}

function keysOf(json: string): AwsKeys | null {
  try {
    const { AccessKeyId, SecretAccessKey, Token, Expiration } = JSON.parse(json) as Record<string, unknown>;
    if (typeof AccessKeyId !== 'string' || typeof SecretAccessKey !== 'string' || typeof Token !== 'string') return null;
    const expiration = new Date(typeof Expiration === 'string' ? Expiration : Number.NaN);
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: Token,
      ...(Number.isNaN(expiration.getTime()) ? {} : { expiration }),
    };
  } catch {
    return null;
  }
}
