/**
 * The credential sources, in the order of the SDK for JavaScript (`@aws-sdk/credential-provider-node`). Each source is checked here,
 * because the SDK has one message for most reasons to find none ("Could not load credentials from any providers").
 */
import { CREDENTIAL_SOURCES, type CredentialFacts, type CredentialSource } from '../../model/aws/credentials.ts';
import { currentAccount } from '../account.ts';
import { readSettingsFile } from '../machine/settings/read-file.ts';
import type { World } from '../world.ts';
import { type FoundCredentials, keyPrefix, profileSource } from './profile-source.ts';
import { configuredRegion } from './region-named.ts';
import { readSharedFiles, type SharedFiles } from './shared-files.ts';

type Environment = Readonly<Record<string, string>>;

export interface CredentialTable {
  facts: CredentialFacts;
  files: SharedFiles;
}

/** `instance`: the metadata service answers, so the machine may have a role; null if not checked. */
export interface TableOptions {
  profile: string | null;
  mayRunProcess: boolean;
  instance: boolean | null;
}

export async function credentialTable(world: World, options: TableOptions): Promise<CredentialTable> {
  const { environment } = world;
  const home = homeFolderOf(world);
  const files = await readSharedFiles(environment, home);
  const profile = profileOf(environment, options.profile, files);
  const named = await profileSource(profile.name, files, home, options.mayRunProcess);
  const rest = {
    environment: environmentSource(environment),
    'web-identity': await webIdentity(environment),
    container: await containerSource(environment),
    instance: { ...ABSENT, state: options.instance === true ? ('usable' as const) : ('absent' as const) },
  };
  const sources = CREDENTIAL_SOURCES.map((source): CredentialSource => {
    const own = source === named?.kind ? named.found : null;
    const ambient = source in rest ? rest[source as keyof typeof rest] : ABSENT;
    return { source, profile: own === null ? null : profile.name, ...(own ?? ambient) };
  });
  return {
    facts: {
      sources,
      takes: taken(sources, profile),
      profile,
      files: files.files,
      region: configuredRegion(environment, files.profiles.get(profile.name)?.get('region') ?? ''),
    },
    files,
  };
}

const ABSENT: FoundCredentials = { state: 'absent', lacks: [], keyPrefix: null, expiresAt: null, file: null };

/** A pretend machine has a home folder only if its variables set one. */
export function homeFolderOf(world: World): string | null {
  const named = world.environment[process.platform === 'win32' ? 'USERPROFILE' : 'HOME'] ?? '';
  if (named !== '') return named;
  return world.pretend === null ? currentAccount().home : null;
}

function profileOf(environment: Environment, asked: string | null, files: SharedFiles): CredentialFacts['profile'] {
  const variable = environment['AWS_PROFILE'] ?? '';
  const name = asked ?? (variable === '' ? 'default' : variable);
  const namedBy = asked !== null ? ('person' as const) : variable === '' ? ('default' as const) : ('AWS_PROFILE' as const);
  return { name, namedBy, exists: files.profiles.has(name) };
}

/** A named profile rules out the keys in the environment. */
function taken(sources: readonly CredentialSource[], { namedBy }: CredentialFacts['profile']): CredentialFacts['takes'] {
  const tried = sources.filter(({ source, profile }) => namedBy === 'default' || (profile !== null && source !== 'environment'));
  for (const { source, state, profile } of tried) {
    if (state === 'usable') return source;
    // An incomplete profile or an expired session ends the search, as in the SDK.
    if (profile !== null && state !== 'absent') return null;
  }
  return null;
}

function environmentSource(environment: Environment): FoundCredentials {
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
  const lacks = names.filter((name) => (environment[name] ?? '') === '');
  if (lacks.length === names.length) return ABSENT;
  const expiresAt = Date.parse(environment['AWS_CREDENTIAL_EXPIRATION'] ?? '');
  const expired = !Number.isNaN(expiresAt) && expiresAt <= Date.now();
  return {
    ...ABSENT,
    state: lacks.length > 0 ? 'incomplete' : expired ? 'expired' : 'usable',
    lacks,
    keyPrefix: keyPrefix(environment['AWS_ACCESS_KEY_ID']),
    expiresAt: Number.isNaN(expiresAt) ? null : new Date(expiresAt).toISOString(),
  };
}

async function webIdentity(environment: Environment): Promise<FoundCredentials> {
  const path = environment['AWS_WEB_IDENTITY_TOKEN_FILE'] ?? '';
  if (path === '') return ABSENT;
  const hasRole = (environment['AWS_ROLE_ARN'] ?? '') !== '';
  const hasToken = (await readSettingsFile(path)) !== null;
  const lacks = [...(hasRole ? [] : ['AWS_ROLE_ARN']), ...(hasToken ? [] : ['AWS_WEB_IDENTITY_TOKEN_FILE'])];
  return { ...ABSENT, state: lacks.length === 0 ? 'usable' : 'incomplete', lacks, file: path };
}

async function containerSource(environment: Environment): Promise<FoundCredentials> {
  const full = environment['AWS_CONTAINER_CREDENTIALS_FULL_URI'] ?? '';
  if ((environment['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ?? '') !== '') return { ...ABSENT, state: 'usable' };
  if (full === '') return ABSENT;
  if (!isContainerAddress(full)) return { ...ABSENT, state: 'refused', lacks: ['AWS_CONTAINER_CREDENTIALS_FULL_URI'] };
  const file = environment['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'] ?? '';
  if (file !== '' && (await readSettingsFile(file)) === null) {
    return { ...ABSENT, state: 'incomplete', lacks: ['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'], file };
  }
  return { ...ABSENT, state: 'usable', file: file === '' ? null : file };
}

/** Accepts `https:`, loopback, and the addresses of ECS and EKS for credentials, as every SDK does. */
function isContainerAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return false;
  if (url.protocol === 'https:') return true;
  const known = ['localhost', '169.254.170.2', '169.254.170.23', '[fd00:ec2::23]', '[::1]'];
  return known.includes(url.hostname) || /^127(\.\d{1,3}){3}$/.test(url.hostname);
}
