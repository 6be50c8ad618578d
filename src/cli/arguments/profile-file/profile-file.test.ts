/** Profile files. If these fail, a customer gets a file that the program refuses, or one with confidential content. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DEFAULT_LIMITS, EMPTY_PROFILE, type Limits, Profile, STATED_IDES } from '../../../model/profile.ts';
import { createRedactor } from '../../../redact/index.ts';
import { FLAGS } from '../flags.ts';
import { flagsFromObject } from '../parse-flags.ts';
import { situationOf } from '../profile.ts';
import { parseProfile } from './faults.ts';
import { companyProfile } from './from-session.ts';
import { PROFILE_KEYS } from './keys.ts';
import { profileSchema } from './schema.ts';

const host = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]\.example$/);
const urls = fc.uniqueArray(
  fc.tuple(host, fc.constantFrom('/', '/a/b', ':8443/')).map(([name, rest]) => `https://${name}${rest}`),
  { maxLength: 3 },
);
const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));

/** The keys that describe the company. The other keys describe one person and one day. */
const company = fc.record({
  runner: fc.constantFrom('standard' as const, 'enterprise' as const, null),
  regions: fc.uniqueArray(fc.constantFrom('us-east-1', 'eu-central-1', 'us-gov-west-1', 'ap-southeast-3')),
  account: fc.option(fc.stringMatching(/^\d{12}$/)),
  ide: fc.uniqueArray(fc.constantFrom(...STATED_IDES)),
  scm: urls,
  sso: urls,
  registry: urls,
  metrics: urls,
  sshAlias: fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,20}$/), { maxLength: 2 }),
});
const launch = fc.record({
  subnet: fc.option(hex(17).map((id) => `subnet-${id}`)),
  securityGroups: fc.array(
    hex(8).map((id) => `sg-${id}`),
    { minLength: 1, maxLength: 2 },
  ),
  instanceType: fc.option(fc.constant('m6i.xlarge')),
  instanceProfile: fc.option(fc.constant('arn:aws:iam::123456789012:instance-profile/x')),
});
const limits = fc.record({
  stageMs: fc.integer({ min: 10, max: 600_000 }),
  deadlineMs: fc.integer({ min: 100, max: 3_600_000 }),
  concurrency: fc.integer({ min: 1, max: 256 }),
});

/** No value of this file concerns the company. */
const personal: Partial<Profile> = {
  from: 'laptop',
  fromIs: 'stated',
  symptom: 'ssh',
  ticket: 'SUP-7',
  note: 'n',
  runnerId: 'r',
  consents: ['aws'],
  awsProfile: 'anna',
};

function read(text: string) {
  const profile = parseProfile(text);
  return 'object' in profile ? situationOf(flagsFromObject(profile.object), {}) : expect.fail(JSON.stringify(profile.faults));
}

describe('a profile made from a session', () => {
  it('describes the same network as the session, and matches the schema', () => {
    const schema = z.fromJSONSchema(profileSchema() as Parameters<typeof z.fromJSONSchema>[0]);
    fc.assert(
      fc.property(company, fc.option(launch), limits, (of, shape, bounds) => {
        const profile: Profile = { ...EMPTY_PROFILE, ...personal, ...of, ...(shape === null ? {} : { launch: shape }) };
        const made = companyProfile(profile, { ...DEFAULT_LIMITS, ...bounds } satisfies Limits);
        const text = JSON.stringify({ $schema: './profile.schema.json', ...made.object });
        const again = read(text);
        expect(made.leftOut).toEqual([]);
        expect(again.profile).toEqual({ ...EMPTY_PROFILE, ...of, ...(shape === null ? {} : { launch: shape }) });
        expect(again.limits).toMatchObject(bounds);
        expect(schema.safeParse(JSON.parse(text)).success).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves out masked names, and counts them', () => {
    const redactor = createRedactor({ level: 'standard', key: new Uint8Array(32).fill(5), publicNames: ['github.com'], secrets: [] });
    const profile: Profile = {
      ...EMPTY_PROFILE,
      ...{
        regions: ['eu-west-1'],
        account: '123456789012',
        scm: ['https://github.com/', 'https://git.corp.example/x'],
        sshAlias: ['build-box'],
      },
      registry: ['https://registry.corp.example/'],
    };
    const { object, leftOut } = companyProfile(redactor.value(Profile, profile), DEFAULT_LIMITS);
    expect(object).toEqual({ region: ['eu-west-1'], scm: ['https://github.com/'] });
    expect(leftOut.map(({ key, masked }) => [key, masked])).toEqual([
      ['account', 1],
      ['scm', 1],
      ['registry', 1],
      ['ssh-alias', 1],
    ]);
  });

  it('takes no login, terminal control or unusable value from a bundle of another sender', () => {
    const profile: Profile = {
      ...EMPTY_PROFILE,
      ...{
        regions: ['nowhere'],
        account: '12',
        scm: ['https://anna:kestrel@git.example/', 'https://ok.example/'],
        sso: ['javascript:alert(1)'],
      },
      ...{ registry: ['https://x\u001b]52;c;x\u0007.example/'], sshAlias: ['-oProxyCommand=x'], metrics: ['https://REDACTED-token/'] },
    };
    const { object, leftOut } = companyProfile(profile, DEFAULT_LIMITS);
    expect(object).toEqual({ scm: ['https://ok.example/'] });
    expect(leftOut.map(({ key }) => key)).toEqual(['region', 'account', 'scm', 'sso', 'registry', 'metrics', 'ssh-alias']);
  });
});

describe('a profile file', () => {
  it.each<[string, string, string, string]>([
    ['text that is not JSON', '{"region": ', '$', 'is not JSON'],
    ['JSON with comments', '{\n  // ours\n  "region": "us-east-1"\n}', '$', 'is not JSON, from line 2, column 3 on'],
    ['a missing end', '{\n  "region": ', '$', 'is not JSON, from line 2, column 12 on'],
    ['a comma after the last key', '{\n  "region": "us-east-1",\n}', '$', 'is not JSON, from line 3, column 1 on'],
    [
      'a comma after the last item of a list',
      '\uFEFF{\n  "scm": ["https://git.example",]\n}',
      '$',
      'is not JSON, from line 2, column 33 on',
    ],
    ['an invalid word', '{"region": nil}', '$', 'is not JSON, from line 1, column 13 on'],
    ['a list instead of an object', '[1]', '$', 'is not a JSON object'],
    ['null instead of an object', 'null', '$', 'is not a JSON object'],
    ['an empty file', '', '$', 'is not JSON'],
    ['binary data', '\u0000\u0001ELF', '$', 'is not text'],
    ['an unknown key', '{"regoin": "x"}', '$.regoin', 'is a key that is not a profile flag'],
    ['a key that is not a name', '{"a\\u001bb": 1}', '$', 'is a key that is not a profile flag'],
    ['a flag that does not belong into a profile', '{"show-values": true}', "$['show-values']", 'is a key that is not a profile flag'],
    ['a value of another type', '{"ssh-alias": ["a", {}]}', "$['ssh-alias'][1]", 'is an object, and text is expected'],
    ['a list where one value is expected', '{"runner": ["standard"]}', '$.runner', 'is a list, but takes only one value'],
    ['an unusable value', '{"timeout": 1}', '$.timeout', 'is malformed: --timeout takes a whole number from 10 to 600000'],
    ['a number where text is expected', '{"account": 123456789012}', '$.account', 'is a number, and text is expected'],
    ['text where a number is expected', '{"timeout": "5000"}', '$.timeout', 'is text, and a number is expected'],
    ['a schema that is not a name', '{"$schema": 1}', "$['$schema']", 'is a number, and text is expected'],
    ['the key __proto__', '{"__proto__": {"from": "laptop"}}', '$.__proto__', 'is a key that is not a profile flag'],
  ])('is refused with the fault and its location: %s', (_, text, path, problem) => {
    const [fault, ...more] = parseProfile(text).faults;
    expect(more).toEqual([]);
    expect(fault).toMatchObject({ path });
    expect(fault?.problem).toContain(problem);
    expect(fault?.hint).not.toBe('');
  });

  it('is refused with a clear message when it has a superfluous comma', () => {
    for (const text of ['{"region": ["a", ]}', '{"region": "a",\n}'])
      expect(parseProfile(text).faults[0]?.hint).toContain('comma before this place is wrong');
  });

  it('is refused, and the error suggests a plausible value if there is one', () => {
    for (const [text, hint] of [
      ['{"timeout": "abc"}', 'As in: {"timeout": 4000}'],
      ['{"concurrency": true}', 'As in: {"concurrency": 32}'],
      ['{"region": 1}', 'As in: {"region": ["us-east-1"]}'],
      ['{"yes-to": 1}', 'As in: {"yes-to": ["aws"]}'],
    ])
      expect(parseProfile(text ?? '').faults).toMatchObject([{ hint }]);
  });

  it('is refused with every fault and the nearest valid key, but without its values', () => {
    const { faults } = parseProfile('{"regions": ["x"], "scm": ["ftp://anna:kestrel-4471@git.example/"], "from": "kestrel-4471"}');
    expect(faults.map(({ path }) => path)).toEqual(['$.regions', '$.scm[0]', '$.from']);
    expect(faults[0]?.hint).toBe('Did you mean "region"?');
    expect(JSON.stringify(faults)).not.toContain('kestrel');
  });

  it('is accepted with a byte order mark, a null value and the name of its schema', () => {
    expect(read('\uFEFF{"$schema": "x", "region": "us-east-1", "note": null}').profile).toMatchObject({
      regions: ['us-east-1'],
      note: null,
    });
  });
});

describe('the schema of a profile file', () => {
  const schema = z.fromJSONSchema(profileSchema() as Parameters<typeof z.fromJSONSchema>[0]);

  const rarely = (text: fc.Arbitrary<string>) => fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: fc.string() });
  const written = fc.constantFrom('us-east-1', 'eusc-de-east-1', '123456789012', 'standard', 'runner', 'vscode', 'aws', 'a b', '', '--x');
  const launched = fc.constantFrom('subnet-0123456789', 'sg-0123456789', 'm6i.large', 'arn:aws:iam::123456789012:instance-profile/x');
  const someHost = fc.oneof(
    fc.constantFrom('git.example', 'Git.Example.', 'a_b.example', '1.2.3.4', '1.2.3.256', '1.2.3', '0x7f.1', 'x.09', 'x.0x1', '[::1]'),
    fc.constantFrom(
      '[fd00:1:2:3:4:5:6:7]',
      '[1::2::3]',
      '[1:2:3:4:5:6:7:8:9]',
      '[::ffff:1.2.3.4]',
      '-a.example',
      'a..b',
      'münchen.example',
    ),
    fc.ipV4(),
    fc.ipV6().map((address) => `[${address}]`),
    fc.stringMatching(/^[a-z0-9.:_%-]{1,12}$/),
  );
  const address = fc
    .tuple(
      fc.constantFrom('', 'https://', 'http://', 'HTTPS://', 'ftp://', '//', 'javascript:'),
      fc.constantFrom('', '', 'u:topsecret@', 'topsecret@'),
      someHost,
      fc.constantFrom('', ':8443', ':65535', ':65536', ':', ':x'),
      fc.constantFrom('', '/', '/a/@scope/b', '/a b', '?token=topsecret', '/a?b', '/#x', '\\x'),
    )
    .map((parts) => parts.join(''));
  const value = fc.oneof(
    rarely(fc.oneof(written, launched, address)),
    fc.integer({ min: -5, max: 5000 }),
    fc.constantFrom<unknown>(123456789012, 10.5, 1e21, null, true, {}, [], [null], [5000]),
    fc.array(rarely(fc.oneof(written, address)), { maxLength: 2 }),
  );

  it('accepts exactly what the program accepts, for every key', () => {
    let [taken, refused] = [0, 0];
    const tried = (name: string, held: unknown) => {
      const document = { [name]: held };
      const bySchema = schema.safeParse(document).success;
      const { faults } = parseProfile(JSON.stringify(document));
      expect([document, faults.length === 0]).toEqual([document, bySchema]);
      if (bySchema) taken += 1;
      else refused += 1;
    };
    fc.assert(fc.property(fc.constantFrom(...PROFILE_KEYS, '$schema', 'other'), value, tried), { numRuns: 3000 });
    fc.assert(fc.property(fc.constantFrom('scm', 'sso', 'registry', 'metrics'), address, tried), { numRuns: 1500 });
    expect(Math.min(taken, refused)).toBeGreaterThan(300);
  });

  it('accepts addresses in common spellings, but none with a login', () => {
    const faultsOf = (scm: unknown) => parseProfile(JSON.stringify({ scm })).faults;
    for (const plain of ['git.example', 'https://git.example:8443/a/@b', 'http://10.0.0.1', 'https://[fd00::1]/', 'localhost'])
      expect([plain, faultsOf(plain)]).toEqual([plain, []]);
    const [fault] = faultsOf(['https://git.example', 'https://u:topsecret@git.h.test']);
    expect(fault).toMatchObject({ path: '$.scm[1]', problem: expect.stringContaining('a login') });
    expect(JSON.stringify(fault)).not.toContain('topsecret');
    // Even a value of the largest possible size is scanned in linear time.
    for (const long of ['a'.repeat(1e6), 'a.'.repeat(5e5), `[${'1:'.repeat(5e5)}`]) expect(faultsOf(`${long}!`)).toHaveLength(1);
  });

  it('describes each key with the same text as its flag', () => {
    const { properties } = profileSchema() as { properties: Record<string, { description: string }> };
    for (const key of PROFILE_KEYS) expect(properties[key]?.description).toContain(FLAGS[key].help);
  });
});
