/** `decode` on the machine that wrote the bundle, on another machine, and with unknown names. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { entriesOf } from '../support/files.ts';
import { type Home, newHome, run } from '../support/program.ts';

const TIME = { timeout: 120_000 };

describe('decode', () => {
  let home: Home;
  let name: string;
  beforeAll(async () => {
    home = newHome();
    await run(['check', 'proxy', '--demo', 'proxy-requires-login', '--bundle', 'b.zip'], { home });
    const report =
      entriesOf(readFileSync(join(home.folder, 'b.zip')))
        .get('report.json')
        ?.toString() ?? '';
    name = /px-[a-z0-9]+\.px-[a-z0-9]+\.internal/.exec(report)?.[0] ?? '';
  }, 120_000);

  it('prints real names on the machine that wrote the bundle, for a single name and within a text', TIME, async () => {
    const ended = await run(['decode', 'b.zip', name, `http://${name}:3128`], { home });
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    expect(ended.stdout).toMatch(new RegExp(`^${name} {2}(proxy\\S+)\\nhttp://${name}:3128 {2}http://\\1:3128\\n$`));
  });

  it('refuses a bundle from another machine with status 4', TIME, async () => {
    const elsewhere = newHome();
    writeFileSync(join(elsewhere.folder, 'b.zip'), readFileSync(join(home.folder, 'b.zip')));
    const ended = await run(['decode', 'b.zip', name], { home: elsewhere });
    expect(ended).toMatchObject({ status: 4, stdout: '' });
    expect(ended.complaint).toEqual(['The names of b.zip are not known here.', expect.stringContaining('Only the machine that made')]);
  });

  it('refuses a bare report, because only a bundle can be decoded', TIME, async () => {
    const { stdout } = await run(['check', 'proxy', '--demo', 'proxy-requires-login', '--json', '--mask'], { home });
    writeFileSync(join(home.folder, 'report.json'), stdout);
    const ended = await run(['decode', 'report.json', name], { home });
    expect(ended).toMatchObject({ status: 4, stdout: '' });
    expect(ended.complaint[0]).toContain('report.json is a report without its bundle');
  });

  it('refuses an unknown name as a usage error, and decodes the other names', TIME, async () => {
    const [mixed, slip, none] = await Promise.all([
      run(['decode', 'b.zip', 'px-nosuch', name, '--json'], { home }),
      run(['decode', 'b.zip', name.replace(/^px-./, 'px-9')], { home }),
      run(['decode', 'b.zip', 'kestrel-4471'], { home }),
    ]);
    expect(mixed.status).toBe(2);
    expect(JSON.parse(mixed.stdout).names).toEqual([
      { name: 'px-nosuch', value: null },
      { name, value: expect.stringMatching(/^proxy/) },
    ]);
    expect(mixed.complaint[0]).toBe('These are not names of the bundle: 1 of 2.');
    expect(slip.status).toBe(2);
    expect(slip.complaint[1]).toMatch(/^Did you mean: px-/);
    expect(none.status).toBe(2);
    expect(none.stderr).not.toContain('kestrel');
  });
});
