/**
 * Credentials that AWS itself issues: to a sign-in, for a role, for a role through another. If one fails, a user whose role is denied is
 * told to change an image policy. In a separate network, against an account that checks each signature.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { Report } from '../../src/model/report.ts';
import { environment, launcher, newHome } from '../support/program.ts';

const ALONE = ['--net', '--map-root-user'];
const there = process.platform === 'linux' && spawnSync('unshare', [...ALONE, 'ip', 'link', 'set', 'lo', 'up']).status === 0;
if (!there) process.stderr.write('No network namespaces here (unshare, ip): roles and sign-ins of AWS are not tried.\n');

const NOT_SHOWN = 'ami-not-visible: certain';
const STAND_IN = fileURLToPath(new URL('../support/aws-stand-in.ts', import.meta.url));
const SECRET = 'hunter2hunter2hunter2hunter2';
const KEYS = ['[profile base]', 'aws_access_key_id = AKIAPROFILEEXAMPLE00', `aws_secret_access_key = ${SECRET}`];
const ROLE = (name: string, arn: string, source: string) => [`[profile ${name}]`, `role_arn = ${arn}`, `source_profile = ${source}`];
const SSO = (name: string, role: string, session: string) => [
  `[profile ${name}]`,
  `sso_session = ${session}`,
  'sso_account_id = 777777777777',
  `sso_role_name = ${role}`,
  `[sso-session ${session}]`,
  'sso_start_url = https://corp.awsapps.com/start',
  'sso_region = us-east-1',
];
const CONFIG = [
  ...KEYS,
  ...ROLE('jump', 'arn:aws:iam::555555555555:role/jump', 'base'),
  ...ROLE('looker', 'arn:aws:iam::666666666666:role/looker', 'jump'),
  ...ROLE('closed', 'arn:aws:iam::666666666666:role/looker', 'base'),
  ...ROLE('closed-later', 'arn:aws:iam::666666666666:role/admin', 'jump'),
  ...['[profile wrong]', 'aws_access_key_id = AKIAPROFILEEXAMPLE00', 'aws_secret_access_key = another-secret-of-the-same-length'],
  ...ROLE('wrong-base', 'arn:aws:iam::555555555555:role/jump', 'wrong'),
  ...SSO('sso', 'Looker', 'corp'),
  ...SSO('sso-unassigned', 'Admin', 'corp2'),
  ...SSO('sso-revoked', 'Looker', 'corp3'),
];
const TOKENS: Readonly<Record<string, string>> = { corp: SECRET, corp2: SECRET, corp3: 'a token that was revoked' };

interface Told {
  account: string | null;
  causes: string[];
  verdicts: string[];
  calls: number;
  words: string;
}

/** Each profile is measured by a process of its own; all run in parallel in one network. */
function askedWith(profiles: readonly string[]): Map<string, Told> {
  const home = newHome();
  const cache = join(home.folder, '.aws/sso/cache');
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(home.folder, '.aws/config'), CONFIG.join('\n'));
  for (const [session, accessToken] of Object.entries(TOKENS))
    writeFileSync(
      join(cache, `${createHash('sha1').update(session).digest('hex')}.json`),
      JSON.stringify({ startUrl: 'https://corp.awsapps.com/start', region: 'us-east-1', accessToken, expiresAt: '2099-01-01T00:00:00Z' }),
    );
  const script = [
    'ip link set lo up',
    `"$0" '${STAND_IN}' & desk=$!`,
    'until (: </dev/tcp/127.0.0.1/4580) 2>/dev/null; do sleep 0.05; done',
    'folder=$1 launcher=$2; shift 2',
    'for profile; do "$0" "$launcher" check ami --region us-east-1 --json --aws-profile "$profile" > "$folder/$profile.json" & jobs="$jobs $!"; done',
    'wait $jobs; kill $desk',
  ].join('\n');
  const { stderr } = spawnSync('unshare', [...ALONE, 'bash', '-c', script, process.execPath, home.folder, launcher(), ...profiles], {
    env: environment(home, { AWS_ENDPOINT_URL: 'http://127.0.0.1:4580' }),
    encoding: 'utf8',
    timeout: 110_000,
  });
  expect(stderr).toBe('');
  return new Map(profiles.map((profile) => [profile, toldIn(readFileSync(join(home.folder, `${profile}.json`), 'utf8'))]));
}

function toldIn(printed: string): Told {
  expect(printed).not.toContain(SECRET);
  const { observations, findings, requirements } = Report.parse(JSON.parse(printed));
  const calls = observations.filter(({ probe }) => probe === 'aws');
  const answers = calls.flatMap(({ phases }) => phases.flatMap((phase) => (phase.name === 'aws' ? (phase.result ?? []) : [])));
  // The stand-in is set by a variable and has no network around it, which is true but irrelevant here.
  const told = findings.filter(({ name }) => name !== 'no-network' && name !== 'aws-custom-endpoint-set');
  return {
    account: answers.find((result) => result.kind === 'identity')?.account ?? null,
    causes: told.map(({ name, confidence }) => `${name}: ${confidence}`),
    verdicts: requirements
      .filter(({ id }) => /^ami\.(?:bottlerocket|ec2-runner)$/.test(id))
      .map(({ verdict, reason }) => `${verdict}: ${reason}`),
    calls: calls.length,
    words: told.flatMap(({ title, evidence, fixes }) => [title, ...evidence, ...fixes.map(({ text }) => text)]).join('\n'),
  };
}

const ROLE_DENIED = 'aws-role-denied: certain';
const BLOCKED = 'unknown: blocked-by:GD715';

describe.runIf(there)('an AWS identity', () => {
  let told: ReadonlyMap<string, Told>;
  beforeAll(() => {
    told = askedWith(['jump', 'looker', 'sso', 'closed', 'closed-later', 'wrong-base', 'sso-unassigned', 'sso-revoked']);
  });

  it.each<[string, string, string | null, string[], string, RegExp]>([
    ['a role', 'jump', '555555555555', [NOT_SHOWN, NOT_SHOWN], 'unmet: null', /AWS was asked as account 555555555555/],
    [
      'a role assumed from another role',
      'looker',
      '666666666666',
      [NOT_SHOWN, NOT_SHOWN],
      'unmet: null',
      /AWS was asked as account 666666666666/,
    ],
    ['an SSO sign-in', 'sso', '777777777777', [NOT_SHOWN, NOT_SHOWN], 'unmet: null', /AWS was asked as account 777777777777/],
    ['a denied role', 'closed', null, [ROLE_DENIED], BLOCKED, /assume the role of the profile closed[\s\S]*user\/me is not authorized/],
    [
      'a role that is denied to another role',
      'closed-later',
      null,
      [ROLE_DENIED],
      BLOCKED,
      /assumed-role\/jump\/session is not authorized/,
    ],
    [
      'a role with a wrong secret',
      'wrong-base',
      null,
      ['aws-credentials-invalid: certain'],
      'unknown: blocked-by:GD703',
      /secret of the access key/,
    ],
    [
      'an SSO sign-in that lacks the role',
      'sso-unassigned',
      null,
      [ROLE_DENIED],
      BLOCKED,
      /sign-in is not allowed to use the role of the profile sso-un[\s\S]*No access/,
    ],
    [
      'a revoked SSO sign-in',
      'sso-revoked',
      null,
      ['aws-credentials-expired: certain'],
      'unknown: blocked-by:GD702',
      /sign-in .*has expired/,
    ],
  ])('that comes from %s is reported with the reply of AWS', (_, profile, account, causes, verdict, words) => {
    const seen = told.get(profile);
    expect(seen).toMatchObject({ account, causes, verdicts: [verdict, verdict] });
    expect(seen?.words).toMatch(words);
    // After AWS has refused to issue credentials once, no further call asks for them again.
    if (account === null) expect(seen?.calls).toBe(1);
  });
});
