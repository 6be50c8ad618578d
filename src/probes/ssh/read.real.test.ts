/** If these fail, a user sees the wrong line, no line, or a change that does not help. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyHunks, unifiedDiff } from '../../model/ssh/index.ts';
import { factsOf, write } from './testing/reading.ts';
import { hasSsh, temporaryFolder } from './testing/real-ssh.ts';

const WILDCARD =
  'Host *.gitpod.environment\n  User gitpod_devcontainer\n  ProxyCommand "FOLDER/gitpod" environment ssh %h --proxy-connect --user %r\n';
const TYPED = 'w1.gitpod.environment';

describe.runIf(hasSsh)('the facts about an alias', () => {
  let place: ReturnType<typeof temporaryFolder>;
  const at = (name: string) => join(place.folder, name);
  beforeEach(() => {
    place = temporaryFolder();
  });
  afterEach(() => place.remove());
  const read = (files: Record<string, string>, alias = TYPED, options = {}) => factsOf(write(place.folder, files).config, alias, options);

  it('give the proxy and the source line of each value for a working wildcard section, without a proposed change', async () => {
    const facts = await read({ config: 'Include "FOLDER/gitpod/config"\n\nHost work\n  User me\n', 'gitpod/config': WILDCARD });
    expect(facts).toMatchObject({ state: 'answered', branch: 'proxy-command', shadowed: [], patches: [], nearest: null, wouldStand: null });
    const file = at('gitpod/config');
    expect(facts.effective).toMatchObject({
      user: { value: 'gitpod_devcontainer', source: { by: 'file', file, line: 2 } },
      proxyCommand: { program: at('gitpod'), kind: 'gitpod-cli', source: { by: 'file', file, line: 3 } },
    });
    expect(facts.includes).toMatchObject([{ state: 'live', isOurs: true, leadsTo: [file] }]);
    expect(facts.sections).toMatchObject([{ place: { file, line: 1 }, applied: true, generations: ['environment'] }]);
  });

  it('show the address and its line', async () => {
    const facts = await read({ config: 'Host w1.gitpod.remote\n  HostName 192.0.2.7\n  Port 2222\n' }, 'w1.gitpod.remote');
    expect(facts).toMatchObject({
      branch: 'address',
      effective: { hostname: { value: '192.0.2.7', source: { line: 2 } }, port: { value: 2222 } },
    });
  });

  it('show the hops of ProxyJump without users and ports', async () => {
    const facts = await read({ config: 'Host *.gitpod.remote\n  ProxyJump me@bastion.example:2200,inner\n' }, 'w1.gitpod.remote');
    expect(facts).toMatchObject({ branch: 'jump', effective: { proxyJump: { hops: ['bastion.example', 'inner'] } } });
  });

  it('show an Include in a section that does not match, and a verified change', async () => {
    const facts = await read({ config: '# mine\nHost work\n  User me\n  Include FOLDER/gitpod/config\n', 'gitpod/config': WILDCARD });
    expect(facts).toMatchObject({
      branch: 'none',
      includes: [{ state: 'dead-block', below: { line: 2 } }],
      sections: [{ applied: false, isRead: true }],
    });
    expect(facts.patches).toMatchObject([{ reason: 'move-include', proved: true }]);
  });

  it('show a commented Include, and a verified change', async () => {
    const facts = await read({ config: 'User me\n#Include FOLDER/gitpod/config\n', 'gitpod/config': WILDCARD });
    expect(facts).toMatchObject({
      branch: 'none',
      includes: [{ state: 'commented' }],
      patches: [{ reason: 'uncomment-include', proved: true }],
    });
  });

  it('show an Include whose file is missing', async () => {
    const facts = await read({ config: 'Include FOLDER/Gitpod/config\n' });
    expect(facts.includes).toMatchObject([{ state: 'matches-nothing', isOurs: true, leadsTo: [] }]);
    expect(facts.wouldStand).toEqual({ file: at('config'), line: 2 });
  });

  it('show an earlier section that overrides a value, its line, and a verified change', async () => {
    const facts = await read({
      config: 'Host *\n  User corp\n  ProxyCommand nc proxy 3128\nHost *\n  Include FOLDER/ona/config\n',
      'ona/config': WILDCARD,
    });
    expect(facts.shadowed).toEqual(
      [
        ['user', 2],
        ['proxycommand', 3],
      ].map(([keyword, line]) => ({
        keyword,
        winnerKeyword: keyword,
        winner: { by: 'file', file: at('config'), line },
        loser: { file: at('ona/config'), line },
        winnerIsOurs: false,
      })),
    );
    expect(facts.patches).toMatchObject([{ reason: 'include-first', proved: true }]);
  });

  it('include a diff that patch(1) applies with the verified result', async () => {
    const { config } = write(place.folder, { config: 'Host work\n  User me\n  Include FOLDER/gitpod/config\n', 'gitpod/config': WILDCARD });
    const [patch] = (await factsOf(config, TYPED)).patches;
    if (patch === undefined) throw new Error('no patch');
    const expected = applyHunks(readFileSync(config, 'utf8'), patch.hunks);
    writeFileSync(at('change.diff'), unifiedDiff(patch));
    execFileSync('patch', ['-p0', '-i', at('change.diff'), config], { stdio: 'ignore' });
    expect(readFileSync(config, 'utf8')).toBe(expected);
    expect(await factsOf(config, TYPED)).toMatchObject({ branch: 'proxy-command', patches: [] });
  });

  const refusals: [string, string, object, boolean | null][] = [
    [
      'a keyword that this client does not know',
      'Host x\n  UseKeychain yes\n',
      { reason: 'unknown-keyword', keyword: 'usekeychain', place: { line: 2 } },
      true,
    ],
    ['a byte order mark', '\ufeffInclude FOLDER/none\n', { reason: 'bom', place: { line: 1 } }, true],
    ['a no-break space from a web page', 'Host *\n\u00a0\u00a0Port 22\n', { reason: 'no-break-space', place: { line: 2 } }, true],
    ['merge conflict markers', 'Host *\n<<<<<<< HEAD\nUser a\n', { reason: 'merge-marks', place: { line: 2 } }, null],
    ['a space in a path', 'IdentityFile /my keys/id\n', { reason: 'extra-arguments', place: { line: 1 } }, null],
    ['an invalid Match line', 'Match host a b\n', { reason: 'bad-match', place: { line: 1 }, keyword: null }, null],
    [
      'a Match criterion that this client does not know',
      'User a\nMatch nosuch work\n',
      { reason: 'bad-match', place: { line: 2 }, keyword: 'nosuch' },
      null,
    ],
    ['a stray percent sign', 'Host *\n  HostName 50%x\n', { reason: 'bad-token', place: { line: 2 }, keyword: 'hostname' }, null],
    ['a percent sign at the end', 'HostName h%\n', { reason: 'bad-token', place: { line: 1 }, keyword: 'hostname' }, null],
    ['a file that includes itself', 'Include FOLDER/config\n', { reason: 'include-recursion' }, null],
    ['an invalid value', 'Port many\n', { reason: 'bad-value', place: { line: 1 } }, null],
    ['a keyword without a value', 'Host\n', { reason: 'missing-argument', place: { line: 1 } }, null],
  ];
  it.each(refusals)('contain no settings when ssh refuses %s', async (_, config, refusal, provedBy) => {
    const facts = await read({ config });
    expect(facts).toMatchObject({ state: 'refused', refusal, effective: null });
    expect(facts.patches.map(({ proved }) => proved)).toEqual(provedBy === null ? [] : [provedBy]);
  });

  it('report a refusal when others can write an included file, as ssh does', async () => {
    const { config } = write(place.folder, { config: 'Include FOLDER/gitpod/config\n', 'gitpod/config': WILDCARD });
    chmodSync(at('gitpod/config'), 0o666);
    const facts = await factsOf(config, TYPED);
    expect(facts).toMatchObject({ state: 'refused', refusal: { reason: 'permissions', file: at('gitpod/config'), place: null } });
    expect(facts.files[1]).toMatchObject({ permissions: 'writable-by-others', mode: 0o666 });
  });

  it('leave open whether a section after a refused line applies', async () => {
    const facts = await read({
      config: 'Host *.gitpod.environment\n  Include FOLDER/bad\nHost *.gitpod.environment\n',
      bad: 'Port many\n',
    });
    expect(facts.state).toBe('refused');
    expect(facts.sections.map(({ applied }) => applied)).toEqual([true, null]);
  });

  it('are collected without running a command, whatever the file contains', async () => {
    const touch = (name: string) => `touch FOLDER/ran-${name}`;
    const config = [
      `Match exec "${touch('exec')}"`,
      '  User x',
      `Match host nothing`,
      `  Include FOLDER/dead`,
      'Host *',
      `  ProxyCommand ${touch('proxy')}`,
      `  LocalCommand ${touch('local')}`,
      '  PermitLocalCommand yes',
      `  KnownHostsCommand /bin/sh -c "${touch('known')}"`,
      `  RemoteCommand ${touch('remote')}`,
      '  HostName "x;touch FOLDER/ran-host"',
      '',
    ].join('\n');
    const facts = await read({ config, dead: `Match exec "${touch('dead')}"\n` });
    expect(facts).toMatchObject({ state: 'answered', pair: { state: 'differs', keywords: ['user'], ran: false } });
    expect(facts.pair.lines).toContainEqual({ file: at('config'), line: 1 });
    expect(['exec', 'dead', 'proxy', 'local', 'known', 'remote', 'host'].filter((name) => existsSync(at(`ran-${name}`)))).toEqual([]);
  });

  it('are exact when a Match exec runs with consent', async () => {
    const facts = await read({ config: 'Match exec "touch FOLDER/ran"\n  User really\n' }, TYPED, {
      matchExec: true,
      environment: { SHELL: '/bin/sh' },
    });
    expect(facts).toMatchObject({ pair: { ran: true }, effective: { user: { value: 'really', source: { line: 2 } } } });
    expect(existsSync(at('ran'))).toBe(true);
  });

  it.each(['$(id)', 'a b', 'w1;id', 'ssh://w1.gitpod.environment/x'])('report a refusal for a name that ssh refuses: %s', async (alias) => {
    expect(await read({ config: 'User a\n' }, alias)).toMatchObject({ state: 'refused', refusal: { reason: 'bad-name' }, effective: null });
  });

  it.each(['-oProxyCommand=touch FOLDER/x', ''])('are not collected when the alias looks like an option: "%s"', async (alias) => {
    expect(await read({ config: 'User a\n' }, alias)).toMatchObject({ state: 'not-asked', refusal: null, effective: null });
  });

  it.each([
    ['wü.gitpod.remote', 'wü.gitpod.remote'],
    ['w+1=x~.gitpod.remote', 'w+1=x~.gitpod.remote'],
    ['ssh://me@w1.gitpod.remote:2222', 'w1.gitpod.remote'],
  ])('are collected for a name that ssh accepts: %s', async (alias, hostname) => {
    const config = 'Host *.gitpod.remote\n  User other\n  Port 1\n';
    const facts = await read({ config }, alias);
    expect(facts).toMatchObject({ state: 'answered', branch: 'none', generation: 'remote', effective: { hostname: { value: hostname } } });
    expect(facts.sections[0]?.applied).toBe(true);
    const { user, port } = facts.effective ?? {};
    const typed = { by: 'command-line' };
    if (alias.startsWith('ssh:'))
      expect([user, port]).toEqual([
        { value: 'me', source: typed },
        { value: 2222, source: typed },
      ]);
  });

  it('are collected without running a command for a name that a shell could interpret, even with consent', async () => {
    const facts = await read({ config: 'Match exec "touch FOLDER/ran"\n  User x\n' }, 'w1;id', {
      matchExec: true,
      environment: { SHELL: '/bin/sh' },
    });
    expect(facts.pair.ran).toBe(false);
    expect(existsSync(at('ran'))).toBe(false);
  });

  it('ignore an included folder, as ssh does, and the later line numbers stay correct', async () => {
    mkdirSync(at('gitpod'));
    const facts = await read({ config: 'Include FOLDER/gitpod\nHost *.gitpod.environment\n  User me\n' });
    expect(facts.effective?.user).toEqual({ value: 'me', source: { by: 'file', file: at('config'), line: 3 } });
    expect(facts.files[1]).toMatchObject({ path: at('gitpod'), state: 'not-a-file' });
  });

  it('list the IdentityFile paths with tokens expanded as by ssh, but none with an unknown token', async () => {
    const config = 'IdentityFile /k/%n-%h-%p-%r-%%-%L-%C\nIdentityFile "/k/%q b"\nHostName real.example\nUser me\nPort 2022\n';
    const { identityFiles = [] } = (await read({ config })).effective ?? {};
    const [one] = identityFiles;
    const start = `/k/${TYPED}-real.example-2022-me-%-${hostname().split('.')[0]}-`;
    expect(one?.path.startsWith(start)).toBe(true);
    expect(one?.path.slice(start.length)).toMatch(/^[0-9a-f]{40}$/);
    expect(one?.source).toMatchObject({ line: 1 });
    expect(identityFiles).toHaveLength(1);
  });

  it('are about the first matching host when the alias is a wildcard', async () => {
    const config = 'Host w7.gitpod.remote\n  HostName 192.0.2.1\nHost private.example\n  User secret\n';
    const facts = await read({ config }, '*.gitpod.remote', { isTyped: false });
    expect(facts).toMatchObject({ asked: 'w7.gitpod.remote', branch: 'address', isTyped: false });
    expect(await read({ config }, '*.gitpod.environment', { isTyped: false })).toMatchObject({
      asked: null,
      state: 'not-asked',
      refusal: null,
    });
    expect(JSON.stringify(facts)).not.toContain('private.example');
  });

  it('contain neither a secret of a command nor another host', async () => {
    const facts = await read({
      config:
        'Host *\n  ProxyCommand connect -H user:hunter2@proxy:8080 %h %p\nHost build.corp.example\n  User ci\nMatch exec "login --password hunter3"\n  Port 1\nHost *\n  Include FOLDER/gitpod/config\n',
      'gitpod/config': WILDCARD,
    });
    expect(facts.shadowed.length).toBeGreaterThan(0);
    expect(JSON.stringify(facts)).not.toMatch(/hunter|build\.corp/);
  });

  const near: [string, string, string, object | null][] = [
    ['capital letters', 'Host *.gitpod.remote\n', 'W1.GitPod.Remote', { differsBy: 'case', meant: 'w1.gitpod.remote' }],
    ['a trailing dot', 'Host *.gitpod.remote\n', 'w1.gitpod.remote.', { differsBy: 'trailing-dot', meant: 'w1.gitpod.remote' }],
    ["the environment's id alone", 'Host *.gitpod.remote\n', 'w1', { differsBy: 'no-suffix', meant: 'w1.gitpod.remote' }],
    ['a misspelled domain', 'Host *.gitpod.environment\n', 'w1.gitpod.enviroment', { differsBy: 'suffix', meant: 'w1.gitpod.environment' }],
    [
      'the HostName of another alias',
      'Host gp\n HostName w1.gitpod.environment\nHost *.gitpod.environment\n User x\n',
      'gp',
      { differsBy: 'alias-of-alias' },
    ],
    ['the other family', 'Host *.gitpod.remote\n', 'w1.gitpod.environment', null],
    ['an unrelated name', 'Host *.gitpod.remote\n', 'printer.lan', null],
  ];
  it.each(near)('include the nearest pattern, or none, for %s', async (_, config, alias, nearest) => {
    const facts = await read({ config }, alias);
    if (nearest === null) expect(facts.nearest).toBeNull();
    else expect(facts.nearest).toMatchObject(nearest);
  });
});
