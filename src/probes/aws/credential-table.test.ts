/** If these fail, the table names the wrong source, runs a user's command, or shows a secret. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CredentialFacts } from '../../model/aws/credentials.ts';
import { systemWorld } from '../world.ts';
import { credentialTable } from './credential-table.ts';

const SECRET = 'hunter2hunter2hunter2';
const KEY = 'AKIAEXAMPLEEXAMPLE00';
const PAIR = `aws_access_key_id = ${KEY}\naws_secret_access_key = ${SECRET}\n`;
const PAST = '2020-01-01T00:00:00Z';
const AHEAD = '2099-01-01T00:00:00Z';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'aws-home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function put(path: string, text: string): Promise<string> {
  const file = join(home, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

async function look(
  environment: Record<string, string> = {},
  options: { profile?: string; mayRunProcess?: boolean; instance?: boolean } = {},
) {
  const world = systemWorld({ environment: { HOME: home, ...environment }, version: '0' });
  const { profile = null, mayRunProcess = false, instance = false } = options;
  const { facts } = await credentialTable(world, { profile, mayRunProcess, instance });
  expect(CredentialFacts.safeParse(facts).error).toBeUndefined();
  expect(JSON.stringify(facts)).not.toContain(SECRET);
  expect(JSON.stringify(facts)).not.toContain(KEY);
  return facts;
}

type Facts = Awaited<ReturnType<typeof look>>;
/** The existing sources: `sso expired, instance usable → instance`. */
const told = ({ sources, takes }: Facts) =>
  `${sources
    .filter(({ state }) => state !== 'absent')
    .map(({ source, state, lacks }) => [source, state, ...lacks].join(' '))
    .join(', ')} → ${takes}`;

const sso = (name: string) => `.aws/sso/cache/${createHash('sha1').update(name).digest('hex')}.json`;
const SSO_PROFILE = '[profile work]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Admin\nregion = eu-west-1\n';
const SSO_SESSION = '[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n';

test('the table of credential sources is empty when no source is configured', async () => {
  const facts = await look();
  expect(told(facts)).toBe(' → null');
  expect(facts.files.map(({ role, state }) => `${role} ${state}`)).toEqual(['config absent', 'credentials absent']);
});

describe('credentials in the environment', () => {
  test('are used when key and secret are set, and the table shows only the prefix of the key', async () => {
    const facts = await look({ AWS_ACCESS_KEY_ID: KEY, AWS_SECRET_ACCESS_KEY: SECRET });
    expect(told(facts)).toBe('environment usable → environment');
    expect(facts.sources[0]?.keyPrefix).toBe('AKIA');
  });

  test('are incomplete without the secret key, and the next source is used', async () => {
    await put('.aws/credentials', `[default]\n${PAIR}`);
    expect(told(await look({ AWS_ACCESS_KEY_ID: KEY }))).toBe(
      'environment incomplete AWS_SECRET_ACCESS_KEY, shared-profile usable → shared-profile',
    );
  });

  test('are overridden by a named profile', async () => {
    await put('.aws/credentials', `[work]\n${PAIR}`);
    const facts = await look({ AWS_ACCESS_KEY_ID: KEY, AWS_SECRET_ACCESS_KEY: SECRET, AWS_PROFILE: 'work' });
    expect([facts.takes, facts.profile]).toEqual(['shared-profile', { name: 'work', namedBy: 'AWS_PROFILE', exists: true }]);
  });
});

describe('credential profiles', () => {
  test('are missing when the named profile does not exist, and no other profile is used', async () => {
    const facts = await look({ AWS_ACCESS_KEY_ID: KEY, AWS_SECRET_ACCESS_KEY: SECRET }, { profile: 'prdo' });
    expect([facts.profile, facts.takes]).toEqual([{ name: 'prdo', namedBy: 'person', exists: false }, null]);
  });

  test('are unreadable, not empty, when their file is in UTF-16', async () => {
    const credentials = await put('.aws/credentials', '');
    await writeFile(credentials, `\uFEFF[default]\r\n${PAIR}`, 'utf16le');
    const facts = await look();
    expect([told(facts), facts.files.map(({ state }) => state)]).toEqual([' → null', ['absent', 'utf-16']]);
  });

  test('are read from the files that environment variables name', async () => {
    const config = await put('elsewhere/config', '[profile work]\nregion = eu-central-1\n');
    const credentials = await put('elsewhere/credentials', `[work]\n${PAIR}`);
    const facts = await look({ AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials }, { profile: 'work' });
    expect(facts.region).toEqual({ name: 'eu-central-1', from: 'config' });
    expect(facts.files.map(({ variable, state }) => `${variable} ${state}`)).toEqual([
      'AWS_CONFIG_FILE read',
      'AWS_SHARED_CREDENTIALS_FILE read',
    ]);
  });

  test.each([
    ['has expired', { accessToken: 'x', expiresAt: PAST }, 'sso expired → null'],
    ['is valid', { accessToken: 'x', expiresAt: AHEAD }, 'sso usable → sso'],
    [
      'has expired but can be renewed',
      { accessToken: 'x', expiresAt: PAST, refreshToken: 'y', registrationExpiresAt: AHEAD },
      'sso usable → sso',
    ],
    [
      'has expired and can no longer be renewed',
      { accessToken: 'x', expiresAt: PAST, refreshToken: 'y', registrationExpiresAt: PAST },
      'sso expired → null',
    ],
  ])('show the state of an SSO session that %s', async (_name, token, expected) => {
    await put('.aws/config', SSO_PROFILE + SSO_SESSION);
    await put(sso('corp'), JSON.stringify(token));
    const facts = await look({}, { profile: 'work' });
    expect(told(facts)).toBe(expected);
  });

  test('are incomplete when an SSO profile has no cached token or names an undefined sso-session', async () => {
    await put('.aws/config', SSO_PROFILE + SSO_SESSION);
    expect(told(await look({}, { profile: 'work' }))).toBe('sso incomplete sso-token → null');
    await put('.aws/config', SSO_PROFILE);
    expect(told(await look({}, { profile: 'work' }))).toBe('sso incomplete sso_start_url sso_region → null');
  });

  test('are expired when the cached session of aws login has expired', async () => {
    const session = 'arn:aws:iam::123456789012:user/me';
    await put('.aws/config', `[default]\nlogin_session = ${session}\n`);
    await put(
      `.aws/login/cache/${createHash('sha256').update(session).digest('hex')}.json`,
      JSON.stringify({ accessToken: { accessKeyId: KEY, secretAccessKey: SECRET, expiresAt: PAST } }),
    );
    expect(told(await look())).toBe('login expired → null');
  });

  test('run a credential process only with consent, even when it is the source_profile of a role', async () => {
    await put(
      '.aws/config',
      '[profile tool]\ncredential_process = /bin/false\n[profile role]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = tool\n',
    );
    expect(told(await look({}, { profile: 'tool' }))).toBe('process needs-consent → null');
    expect(told(await look({}, { profile: 'role' }))).toBe('shared-profile needs-consent → null');
    expect(told(await look({}, { profile: 'tool', mayRunProcess: true }))).toBe('process usable → process');
  });

  test('are incomplete when the source_profile of a role is missing or circular', async () => {
    await put(
      '.aws/config',
      '[profile a]\nrole_arn = r\nsource_profile = b\n[profile b]\nrole_arn = r\nsource_profile = a\n[profile c]\nrole_arn = r\nsource_profile = nobody\n',
    );
    expect(told(await look({}, { profile: 'a' }))).toBe('shared-profile incomplete source_profile → null');
    expect(told(await look({}, { profile: 'c' }))).toBe('shared-profile incomplete source_profile → null');
  });
});

describe('credentials from the program’s environment', () => {
  test('are incomplete when the token file of a web identity is missing', async () => {
    const facts = await look({ AWS_ROLE_ARN: 'arn:aws:iam::1:role/x', AWS_WEB_IDENTITY_TOKEN_FILE: join(home, 'nothing') });
    expect(told(facts)).toBe('web-identity incomplete AWS_WEB_IDENTITY_TOKEN_FILE → null');
  });

  test.each([
    ['http://169.254.170.23/v1/credentials', 'container usable → container'],
    ['http://127.0.0.1:8080/', 'container usable → container'],
    ['https://anything.example/', 'container usable → container'],
    ['http://10.0.0.1/', 'container refused AWS_CONTAINER_CREDENTIALS_FULL_URI → null'],
    ['http://127.0.0.1.example.com/', 'container refused AWS_CONTAINER_CREDENTIALS_FULL_URI → null'],
  ])('are requested from the container endpoint %s only when it is HTTPS, loopback, ECS or EKS', async (address, expected) => {
    expect(told(await look({ AWS_CONTAINER_CREDENTIALS_FULL_URI: address }))).toBe(expected);
  });

  test('are taken from the instance role last', async () => {
    expect(told(await look({}, { instance: true }))).toBe('instance usable → instance');
  });
});
