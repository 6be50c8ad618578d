/**
 * Credentials that no variable or file holds directly: from a container's agent, a command, or STS for a web identity. If one fails, a user
 * with working AWS programs is told to sign in. In a separate network, so that no outside service is asked.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Report } from '../../src/model/report.ts';
import { environment, launcher, newHome } from '../support/program.ts';

const ALONE = ['--net', '--map-root-user'];
const there = process.platform === 'linux' && spawnSync('unshare', [...ALONE, 'ip', 'link', 'set', 'lo', 'up']).status === 0;
if (!there) process.stderr.write('No network namespaces here (unshare, ip): sources of AWS credentials are not tried.\n');

const CREDENTIAL_SERVER = fileURLToPath(new URL('../support/credential-server.ts', import.meta.url));
const SECRET = 'hunter2hunter2hunter2hunter2';
const PROCESS_KEYS = { Version: 1, AccessKeyId: 'AKIAPROCESSEXAMPLE00', SecretAccessKey: SECRET };

interface Source {
  env?: (folder: string) => Record<string, string>;
  flags?: string[];
}

/** The source of the credentials, and the account to which they belong. */
function used({ env = () => ({}), flags = [] }: Source): { takes: string | null; account: string | null } {
  const home = newHome();
  const folder = home.folder;
  mkdirSync(join(folder, '.aws'), { recursive: true });
  writeFileSync(join(folder, 'token'), 'a token of the cluster');
  writeFileSync(join(folder, 'keys.json'), JSON.stringify(PROCESS_KEYS));
  writeFileSync(join(folder, '.aws/config'), `[profile command]\ncredential_process = /bin/cat ${join(folder, 'keys.json')}\n`);
  const program = [launcher(), 'check', 'ami', '--region', 'us-east-1', '--json', ...flags];
  const script = [
    'ip link set lo up',
    `"$0" '${CREDENTIAL_SERVER}' & until (: </dev/tcp/127.0.0.1/4580) 2>/dev/null; do sleep 0.05; done`,
    '"$0" "$@"; status=$?; kill %1; exit $status',
  ].join('\n');
  const { stdout, stderr } = spawnSync('unshare', [...ALONE, 'bash', '-c', script, process.execPath, ...program], {
    env: environment(home, { AWS_ENDPOINT_URL: 'http://127.0.0.1:4580', ...env(folder) }),
    encoding: 'utf8',
    timeout: 90_000,
  });
  expect(stdout + stderr).not.toContain(SECRET);
  const { observations } = Report.parse(JSON.parse(stdout));
  const table = observations.find((each) => each.probe === 'aws-credentials');
  const answers = observations.flatMap(({ phases }) => phases.flatMap((phase) => (phase.name === 'aws' ? (phase.result ?? []) : [])));
  const identity = answers.find((result) => result.kind === 'identity');
  return { takes: table?.probe === 'aws-credentials' ? (table.facts?.takes ?? null) : null, account: identity?.account ?? null };
}

describe.runIf(there)('AWS credentials', () => {
  const byCommand = ['--aws-profile', 'command'];
  it.each<[string, Source, string | null, string | null]>([
    [
      "are taken from a container's agent",
      { env: () => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:4580/container' }) },
      'container',
      '111111111111',
    ],
    [
      'are taken from STS for a web identity',
      {
        env: (folder) => ({ AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, 'token'), AWS_ROLE_ARN: 'arn:aws:iam::222222222222:role/runner' }),
      },
      'web-identity',
      '222222222222',
    ],
    [
      'are taken from a credential_process with consent',
      { flags: [...byCommand, '--yes-to', 'credential-process'] },
      'process',
      '333333333333',
    ],
    ['are not taken from a credential_process without consent', { flags: byCommand }, null, null],
  ])('%s', { timeout: 120_000 }, (_, source, takes, account) => {
    expect(used(source)).toEqual({ takes, account });
  });
});
