/** Usage errors from the outside: status 2, one line for the fault, one with the nearest valid call, and no secret echoed. */
import { describe, expect, it } from 'vitest';
import { run } from '../support/program.ts';

/** The command line, its first error line, and the second. */
const WRONG: readonly [args: string[], says: RegExp, hint: RegExp][] = [
  [['--jsno'], /Unknown flag: --jsno/, /--json/],
  [['check', '--frmo=laptop'], /Unknown flag/, /--from/],
  [['chekc'], /Unknown command: chekc/, /gitpod-doctor check/],
  [['check', 'vsode'], /no area/, /check vscode/],
  [['check', 'completely-else'], /no area/, /Areas: host proxy dns/],
  [['check', '--region', 'Frankfurt'], /--region/, /us-east-1/],
  [['check', '--account', '12345'], /--account/, /123456789012/],
  [['check', '--from', 'lapto'], /--from/, /laptop/],
  [['check', '--timeout', 'soon'], /--timeout takes a whole number/, /--timeout \d+/],
  [['check', '--deadline', '-5'], /--deadline/, /--deadline/],
  [['check', '--deadline', '0'], /--deadline takes a whole number/, /--deadline \d+/],
  [['check', '--concurrency', '1e9'], /--concurrency takes a whole number/, /--concurrency \d+/],
  [['check', '--timeout', '99999999999999999999'], /--timeout takes a whole number/, /--timeout \d+/],
  [['check', '--region'], /--region needs a value/, /--region/],
  [['check', '--scm', '--json'], /--scm needs a value/, /--scm URL/],
  [['check', '--json=yes'], /--json takes no value/, /--json/],
  [['check', '--yes-to', 'everything'], /--yes-to/, /aws/],
  [['check', '--demo=nosuch'], /demo scenario/, /--demo/],
  [['check', '--demo=helthy'], /demo scenario/, /--demo healthy/],
  [['--demo', 'list', 'gateway'], /--demo list takes no other words/, /--demo list/],
  [['check', '--json', '--jsonl'], /--json and --jsonl are two forms/, /.+/],
  [['check', '--markdown'], /--markdown is not a flag of check/, /compare, request, fleet/],
  [['check', '--from', 'laptop', '--from', 'runner'], /--from takes one value/, /--from laptop/],
  [['explain'], /explain takes one/, /explain GD103/],
  [['explain', 'GD999'], /no finding/, /.+/],
  [['catalog', 'chekc', 'x.md'], /catalog takes/, /catalog check/],
  [['catalog', 'check'], /catalog check takes one file/, /catalog check/],
  [['open'], /open takes one/, /open/],
  [['verify', 'a.zip', 'b.zip'], /verify takes one/, /verify/],
];

describe.concurrent('an invalid command line', () => {
  it.each(WRONG)('is refused with one line about the fault and one with the nearest valid call: %j', async (args, says, hint) => {
    const { status, stdout, complaint } = await run(args);
    expect({ status, stdout, lines: complaint.length }).toEqual({ status: 2, stdout: '', lines: 2 });
    expect(complaint[0]).toMatch(says);
    expect(complaint[1]).toMatch(hint);
  });

  /** A value for a flag may be a secret, so it is never echoed, whichever check it fails. */
  it.each([
    ['a URL of another kind', ['check', '--scm', 'ftp://anna:kestrel-4471@git.example.com/']],
    ['a URL with a space', ['check', '--scm', 'https://anna:kestrel-4471@git.example.com/ x']],
    ['a URL with a wrong port', ['check', '--sso', 'https://anna:kestrel-4471@git.example.com:99999/']],
    ['a URL instead of a command', ['https://anna:kestrel-4471@git.example.com/']],
    ['a URL instead of an area', ['check', 'https://anna:kestrel-4471@git.example.com/']],
    ['a URL instead of a scenario', ['check', '--demo=https://anna:kestrel-4471@git.example.com/']],
    ['a token instead of a region', ['check', '--region', 'kestrel-4471']],
    ['a token instead of an account', ['check', '--account', 'kestrel-4471']],
    ['a token as a flag', ['check', '--kestrel-4471=1']],
    ['a token instead of a finding code', ['explain', 'kestrel-4471']],
    ['a token instead of a number', ['check', '--timeout', 'kestrel-4471']],
  ])('is refused without echoing the argument when that is %s', async (_, args) => {
    const { status, stdout, stderr, complaint } = await run(args);
    expect({ status, stdout, lines: complaint.length }).toEqual({ status: 2, stdout: '', lines: 2 });
    expect(stderr).not.toContain('kestrel');
  });
});
