/** `profile` from the command line: a company's file is made from a session or a bundle, checked, and used. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Home, newHome, run } from '../support/program.ts';

const TIME = { timeout: 60_000 };

describe('the command profile', () => {
  let home: Home;
  let bundle: string;
  const file = (name: string, text: string) => {
    const path = join(home.folder, name);
    writeFileSync(path, text);
    return path;
  };

  beforeAll(async () => {
    home = newHome();
    bundle = join(home.folder, 'b.zip');
    const named = ['--region', 'eu-west-1', '--scm', 'https://git.corp.example', '--ticket', 'SUP-7'];
    await run(['check', 'scm', '--demo', 'healthy', '--bundle', bundle, ...named], { home });
  }, 60_000);

  it("writes the company's hosts of the last session without ticket and symptom, and the file can be used unchanged", TIME, async () => {
    const made = await run(['profile', 'init'], { home });
    expect(made.status).toBe(0);
    expect(JSON.parse(made.stdout)).toMatchObject({ region: ['eu-west-1'], scm: ['https://git.corp.example/'], runner: 'standard' });
    expect(made.stdout).not.toMatch(/SUP-7|yes-to|symptom/);
    expect(made.stderr).toContain('pretend internet');
    const path = file('company.json', made.stdout);
    const [looked, used] = await Promise.all([
      run(['profile', 'check', path], { home }),
      run(['no-proxy', '--profile', path, '--json'], { home: newHome() }),
    ]);
    expect([looked.status, looked.stdout]).toEqual([0, expect.stringContaining('The profile can be used')]);
    expect(used.stdout).toContain('https://git.corp.example/');
  });

  it('omits the masked values of a bundle, and says so', TIME, async () => {
    const { status, stdout, stderr } = await run(['profile', 'init', bundle], { home: newHome() });
    expect(status).toBe(0);
    expect(stdout).not.toContain('px-');
    expect(JSON.parse(stdout)).toMatchObject({ region: ['eu-west-1'] });
    expect(stderr).toMatch(/Left out, because the names are masked: .*scm \(1\)/);
  });

  it('lists each fault of an invalid file, and exits with 4', TIME, async () => {
    const path = file('wrong.json', '{"regoin": "x", "runner": ["standard"]}');
    const [plain, json] = await Promise.all([
      run(['profile', 'check', path], { home }),
      run(['profile', 'check', path, '--json'], { home }),
    ]);
    expect(plain.status).toBe(4);
    expect(plain.stdout.trimEnd().split('\n')).toEqual([
      'wrong.json: $.regoin is a key that is not a profile flag. Did you mean "region"?',
      'wrong.json: $.runner is a list, but takes only one value. As in: {"runner": "standard"}',
    ]);
    expect([json.status, JSON.parse(json.stdout)]).toMatchObject([
      4,
      { schema: 'gitpod-doctor/profile-check@1', faults: [{ path: '$.regoin' }, {}] },
    ]);
  });

  it('prints a JSON Schema for editors (profile schema)', TIME, async () => {
    const { status, stdout } = await run(['profile', 'schema'], { home });
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' }]);
  });

  it.each<[string, string[], number, RegExp]>([
    ['profile without a subcommand', ['profile'], 2, /Try: gitpod-doctor profile init/],
    ['a misspelled subcommand', ['profile', 'chek'], 2, /Try: gitpod-doctor profile check/],
    ['check without a file', ['profile', 'check'], 2, /one file/],
    ['init with two files', ['profile', 'init', 'a', 'b'], 2, /one bundle/],
    ['init without a stored session', ['profile', 'init'], 2, /no stored session/],
    ['init with a file that is not a bundle', ['profile', 'init', '/bin/sh'], 4, /cannot be opened/],
    ['check of a missing file', ['profile', 'check', '/nothing/here.json'], 4, /does not exist/],
    ['check of an endless file', ['profile', 'check', '/dev/zero'], 4, /is not a file/],
  ])('prints one line and exits with an error: %s', TIME, async (_, args, status, line) => {
    const ended = await run(args, { home: newHome() });
    expect([ended.status, ended.stdout]).toEqual([status, '']);
    expect(ended.stderr).toMatch(line);
  });
});
