/** The sources in one profile of the shared files, in the order of the SDK. */

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CredentialSource } from '../../model/aws/credentials.ts';
import { parsedJson } from '../../model/parsed-json.ts';
import { readSettingsFile } from '../machine/settings/read-file.ts';
import type { ProfileSettings, SharedFiles } from './shared-files.ts';

export type ProfileKind = 'shared-profile' | 'web-identity' | 'process' | 'sso' | 'login';

/** The result for a source, before it enters the table. */
export type FoundCredentials = Pick<CredentialSource, 'state' | 'lacks' | 'keyPrefix' | 'expiresAt' | 'file'>;

const NOTHING: FoundCredentials = { state: 'absent', lacks: [], keyPrefix: null, expiresAt: null, file: null };

/** Null if the profile has no credentials. */
export async function profileSource(
  name: string,
  files: SharedFiles,
  home: string | null,
  mayRunProcess: boolean,
): Promise<{ kind: ProfileKind; found: FoundCredentials } | null> {
  const settings = files.profiles.get(name);
  if (settings === undefined) return null;
  if (settings.has('role_arn') && !settings.has('web_identity_token_file')) {
    return { kind: 'shared-profile', found: await roleSource(settings, files, home, mayRunProcess, new Set([name])) };
  }
  if (settings.has('aws_access_key_id') || settings.has('aws_secret_access_key')) {
    return { kind: 'shared-profile', found: { ...keyPair(settings), file: files.credentialsPath } };
  }
  if (settings.has('web_identity_token_file')) return { kind: 'web-identity', found: await tokenFile(settings) };
  if (settings.has('credential_process'))
    return { kind: 'process', found: { ...NOTHING, state: mayRunProcess ? 'usable' : 'needs-consent' } };
  if (['sso_session', 'sso_start_url', 'sso_account_id', 'sso_role_name'].some((key) => settings.has(key))) {
    return { kind: 'sso', found: await ssoSource(settings, files, home) };
  }
  if (settings.has('login_session')) return { kind: 'login', found: await loginSource(settings.get('login_session') ?? '', home) };
  return null;
}

function keyPair(settings: ProfileSettings): FoundCredentials {
  const lacks = ['aws_access_key_id', 'aws_secret_access_key'].filter((key) => (settings.get(key) ?? '') === '');
  return {
    ...NOTHING,
    state: lacks.length === 0 ? 'usable' : 'incomplete',
    lacks,
    keyPrefix: keyPrefix(settings.get('aws_access_key_id')),
  };
}

/** The prefix of a key, which shows its type. */
export function keyPrefix(key: string | undefined): string | null {
  const prefix = key?.slice(0, 4) ?? '';
  return /^[A-Z]{4}$/.test(prefix) ? prefix : null;
}

/** A role has the state of its source credentials; profiles that refer to each other in a circle have none. */
async function roleSource(
  settings: ProfileSettings,
  files: SharedFiles,
  home: string | null,
  mayRunProcess: boolean,
  seen: Set<string>,
): Promise<FoundCredentials> {
  const incomplete = (lack: string): FoundCredentials => ({ ...NOTHING, state: 'incomplete', lacks: [lack], file: files.configPath });
  if (settings.has('mfa_serial')) return incomplete('mfa-code');
  const source = settings.get('source_profile');
  if (source === undefined) return settings.has('credential_source') ? { ...NOTHING, state: 'usable' } : incomplete('source_profile');
  const next = files.profiles.get(source);
  if (next === undefined) return incomplete('source_profile');
  if (seen.has(source)) {
    // A profile may be its own source if it has keys.
    return next.has('aws_access_key_id') ? keyPair(next) : incomplete('source_profile');
  }
  if (next.has('role_arn') && !next.has('aws_access_key_id')) {
    return roleSource(next, files, home, mayRunProcess, new Set([...seen, source]));
  }
  return (await profileSource(source, files, home, mayRunProcess))?.found ?? incomplete('source_profile');
}

async function tokenFile(settings: ProfileSettings): Promise<FoundCredentials> {
  const path = settings.get('web_identity_token_file') ?? '';
  const lacks = [
    ...(settings.has('role_arn') ? [] : ['role_arn']),
    ...((await readSettingsFile(path)) === null ? ['web_identity_token_file'] : []),
  ];
  return { ...NOTHING, state: lacks.length === 0 ? 'usable' : 'incomplete', lacks, file: path };
}

/** The cache of `aws sso login`: one file per session (or start URL), named by its digest. */
async function ssoSource(settings: ProfileSettings, files: SharedFiles, home: string | null): Promise<FoundCredentials> {
  const session = settings.get('sso_session');
  const shared = session === undefined ? settings : (files.ssoSessions.get(session) ?? new Map<string, string>());
  const lacks = [
    ...['sso_account_id', 'sso_role_name'].filter((key) => !settings.has(key)),
    ...['sso_start_url', 'sso_region'].filter((key) => !shared.has(key)),
  ];
  if (lacks.length > 0) return { ...NOTHING, state: 'incomplete', lacks, file: files.configPath };
  const file = cacheFile(
    home,
    ['sso', 'cache'],
    createHash('sha1')
      .update(session ?? shared.get('sso_start_url') ?? '')
      .digest('hex'),
  );
  const token = file === null ? null : json(await readSettingsFile(file));
  if (token === null || typeof token['accessToken'] !== 'string') return { ...NOTHING, state: 'incomplete', lacks: ['sso-token'], file };
  // A renewable session lasts as long as its registration, which is longer than its token.
  const renewable = session !== undefined && typeof token['refreshToken'] === 'string' && isAhead(token['registrationExpiresAt']);
  return {
    ...NOTHING,
    state: renewable || isAhead(token['expiresAt']) ? 'usable' : 'expired',
    expiresAt: instant(token['expiresAt']),
    file,
  };
}

/** The cache of `aws login`. */
async function loginSource(session: string, home: string | null): Promise<FoundCredentials> {
  const file = cacheFile(home, ['login', 'cache'], createHash('sha256').update(session).digest('hex'));
  const token = file === null ? null : json(await readSettingsFile(file));
  const access = token?.['accessToken'];
  if (typeof access !== 'object' || access === null) return { ...NOTHING, state: 'incomplete', lacks: ['login-token'], file };
  const { accessKeyId, expiresAt } = access as Record<string, unknown>;
  const renewable = typeof token?.['refreshToken'] === 'string';
  return {
    ...NOTHING,
    state: renewable || isAhead(expiresAt) ? 'usable' : 'expired',
    keyPrefix: keyPrefix(typeof accessKeyId === 'string' ? accessKeyId : undefined),
    expiresAt: instant(expiresAt),
    file,
  };
}

function cacheFile(home: string | null, folder: readonly string[], digest: string): string | null {
  return home === null ? null : join(home, '.aws', ...folder, `${digest}.json`);
}

function json(text: string | null): Readonly<Record<string, unknown>> | null {
  const value = parsedJson(text ?? '');
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}

function isAhead(value: unknown): boolean {
  return typeof value === 'string' && Date.parse(value) > Date.now();
}

/** The time as RFC 3339 in UTC, so that no other content of the file is kept. */
function instant(value: unknown): string | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
