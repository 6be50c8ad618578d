/**
 * The AWS step from the outside under the worst conditions: in a separate network without egress. Each case ends with its cause, in
 * seconds, without a stack trace and without the secret.
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Report } from '../../src/model/report.ts';
import { environment, type Home, launcher, newHome } from '../support/program.ts';

const ALONE = ['--net', '--map-root-user'];
const there = process.platform === 'linux' && spawnSync('unshare', [...ALONE, 'ip', 'link', 'set', 'lo', 'up']).status === 0;
if (!there) process.stderr.write('No network namespaces here (unshare, ip): the AWS step is not tried without a network.\n');

const SECRET = 'wJalrXUtnFEMIdemodemodemodemoEXAMPLEKEY0';
const KEYS = { AWS_ACCESS_KEY_ID: 'AKIADEMODEMOEXAMPLE7', AWS_SECRET_ACCESS_KEY: SECRET };
/** A proxy in the same namespace that answers every CONNECT with 407. */
const LOGIN_PROXY = fileURLToPath(new URL('../support/login-proxy.ts', import.meta.url));
const SECONDS = 20;

interface Ended {
  report: Report;
  seconds: number;
}

interface Surroundings {
  home?: Home;
  /** A link and a route without a peer: the machine has a network, and only what is on the machine answers. */
  linked?: boolean;
  /** A script that listens on port 3128 in the same namespace. */
  beside?: string;
  /** On its standard input. */
  input?: Buffer;
}

const LINK =
  'ip link add up0 type veth peer name up1 && ip link set up1 up && ip addr add 10.9.9.2/24 dev up0 && ip link set up0 up && ip route add default via 10.9.9.1';
const WAIT = 'until (: </dev/tcp/127.0.0.1/3128) 2>/dev/null; do sleep 0.05; done';

function check(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { home = newHome(), linked = false, beside, input }: Surroundings = {},
): Ended {
  const program = [process.execPath, launcher(), 'check', 'ami', '--region', 'us-east-1', '--json', ...args];
  const script = [
    'ip link set lo up',
    ...(linked ? [LINK] : []),
    ...(beside === undefined ? [] : [`"$0" '${beside}' & ${WAIT}`]),
    '"$@"; status=$?; kill %1 2>/dev/null; exit $status',
  ].join('\n');
  const started = performance.now();
  const { stdout, stderr, status } = spawnSync('unshare', [...ALONE, 'bash', '-c', script, process.execPath, ...program], {
    env: environment(home, env),
    encoding: 'utf8',
    timeout: 90_000,
    ...(input === undefined ? {} : { input }),
  });
  expect([status === 1 || status === 3, stderr]).toEqual([true, '']);
  expect(stdout + stderr).not.toContain(SECRET);
  expect(stdout).not.toContain(KEYS.AWS_ACCESS_KEY_ID);
  expect(stdout).not.toMatch(/\n\s+at .*:\d+:\d+/);
  return { report: Report.parse(JSON.parse(stdout)), seconds: (performance.now() - started) / 1000 };
}

const causesOf = ({ findings }: Report) => findings.filter(({ causedBy }) => causedBy === null).map(({ name }) => name);
const rowsOf = ({ requirements }: Report) =>
  requirements
    .filter(({ id }) => id === 'ami.bottlerocket' || id === 'ami.ec2-runner')
    .map(({ verdict, reason }) => `${verdict}: ${reason}`);

function file(home: Home, path: string, text: string): void {
  mkdirSync(join(home.folder, path, '..'), { recursive: true });
  writeFileSync(join(home.folder, path), text);
}

/** Signed in with `aws sso login`, once: the CLI names the cached token after the session's name. */
function signedInLongAgo(): Home {
  const home = newHome();
  file(
    home,
    '.aws/config',
    [
      '[default]',
      'sso_session = corp',
      'sso_account_id = 123456789012',
      'sso_role_name = Admin',
      'region = us-east-1',
      '[sso-session corp]',
      'sso_start_url = https://corp.awsapps.com/start',
      'sso_region = us-east-1',
      '',
    ].join('\n'),
  );
  const token = { startUrl: 'https://corp.awsapps.com/start', region: 'us-east-1', accessToken: SECRET, expiresAt: '2025-01-01T00:00:00Z' };
  file(home, `.aws/sso/cache/${createHash('sha1').update('corp').digest('hex')}.json`, JSON.stringify(token));
  return home;
}

describe.runIf(there)('check ami', () => {
  it.each<[string, () => Ended, string[], string]>([
    ['leaves both rows unknown without credentials', () => check([], {}), ['aws-credentials-missing'], 'unknown: needs-credentials'],
    [
      'leaves both rows unknown when the profile does not exist',
      () => check(['--aws-profile', 'nobody'], {}),
      ['aws-credentials-missing'],
      'unknown: needs-credentials',
    ],
    [
      'leaves both rows unknown when the SSO session has expired',
      () => check([], {}, { home: signedInLongAgo() }),
      ['aws-credentials-expired'],
      'unknown: needs-credentials',
    ],
    ['reports no-network when credentials exist and the network is missing', () => check([], KEYS), ['no-network'], 'unknown: no-reply'],
    [
      'reports aws-custom-endpoint-set when AWS_ENDPOINT_URL names a closed port',
      () => check([], { ...KEYS, AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }, { linked: true }),
      ['aws-custom-endpoint-set'],
      'unknown: no-reply',
    ],
    [
      'reports proxy-requires-login when the proxy demands a login',
      () => check([], { ...KEYS, HTTPS_PROXY: 'http://127.0.0.1:3128' }, { linked: true, beside: LOGIN_PROXY }),
      ['proxy-requires-login'],
      'unknown: no-reply',
    ],
  ])('%s', { timeout: 120_000 }, (_, run, causes, verdict) => {
    const { report, seconds } = run();
    expect(causesOf(report)).toEqual(causes);
    expect(rowsOf(report)).toEqual([verdict, verdict]);
    expect(seconds).toBeLessThan(SECONDS);
  });
});

describe.runIf(there)('pasted output from PowerShell 5', () => {
  const printed = (value: object) => Buffer.from(`\uFEFF${JSON.stringify(value, null, 4).replaceAll('\n', '\r\n')}`, 'utf16le');

  it('shows that Allowed AMIs hides the image which the list lacks', { timeout: 120_000 }, () => {
    const home = newHome();
    const setting = printed({ State: 'enabled', ImageCriteria: [{ ImageProviders: ['amazon'] }], ManagedBy: 'account' });
    const image = {
      Name: 'bottlerocket-aws-ecs-1-x86_64-v1.43.0-aaaaaaaa',
      OwnerId: '092701018921',
      ImageOwnerAlias: 'amazon',
      State: 'available',
    };
    writeFileSync(join(home.folder, 'images.json'), printed({ Images: [image] }));
    const { report } = check(['--allowed-images', '-', '--images', join(home.folder, 'images.json')], {}, { home, input: setting });
    expect(causesOf(report)).toEqual(['ami-hidden-by-allowed-images']);
    expect(rowsOf(report)).toEqual(['met: null', 'unmet: null']);
  });
});
