/** If these fail, a user pastes another command than the intended one. */
import { describe, expect, it } from 'vitest';
import { command, commands, listing, pathWord, repeatOption } from '../model/command/index.ts';
import { variablesOf, writeCommand } from './index.ts';

const host = 'us01.gitpod.dev';
const EVIL = "h$({id,-un})`id`';&&%PATH%!";

const ELSEWHERE = /^(?:#|rem) for a POSIX shell/;

describe('the text of a command', () => {
  it.each([
    [command`dig +short ${host}`, 'dig +short us01.gitpod.dev'],
    [command`dig +short ${EVIL}`, "dig +short 'h$({id,-un})`id`'\\'';&&%PATH%!'"],
    [command`nc -vz -w 5 <host> ${443} || echo 'no connection'`, "nc -vz -w 5 <host> 443 || echo 'no connection'"],
    [
      command`curl -sS -o /dev/null -w 'CONNECT %{http_connect}\\n' https://<host>/`,
      "curl -sS -o /dev/null -w 'CONNECT %{http_connect}\\n' https://<host>/",
    ],
    [
      command`openssl s_client -connect ${host}:${443} </dev/null 2>/dev/null | openssl x509`,
      'openssl s_client -connect us01.gitpod.dev:443 </dev/null 2>/dev/null | openssl x509',
    ],
    [
      command`here=$(date -u +%H:%M); [ "$here" = "$there" ] || echo "here $here"`,
      'here=$(date -u +%H:%M); [ "$here" = "$there" ] || echo "here $here"',
    ],
    [command`export NO_PROXY="\${NO_PROXY:+$NO_PROXY,}${'a,b'}"`, 'export NO_PROXY="${NO_PROXY:+$NO_PROXY,}a,b"'],
    [command`export HTTPS_PROXY='http://<user>:<password>@${host}'`, "export HTTPS_PROXY='http://<user>:<password>@us01.gitpod.dev'"],
    [command`export REQUESTS_CA_BUNDLE=~/ca-bundle.pem`, 'export REQUESTS_CA_BUNDLE=~/ca-bundle.pem'],
    [command`cat ${pathWord('~/my certs/a.pem')} >> ${"/home/o'brien/b.pem"}`, `cat ~/'my certs/a.pem' >> "/home/o'brien/b.pem"`],
    [command`timeout 8 ${command`openssl s_client </dev/null`} 2>&1`, 'timeout 8 openssl s_client </dev/null 2>&1'],
    [command`ssh -o IdentitiesOnly=yes -- ${'-oProxyCommand=x'}`, 'ssh -o IdentitiesOnly=yes -- -oProxyCommand=x'],
    [command`printf 'padding-%03d,' $(seq 200)`, "printf 'padding-%03d,' $(seq 200)"],
    [command`echo "$?"`, 'echo "$?"'],
    [command`grep -n ${repeatOption('-e', [host])} /etc/hosts`, 'grep -n -e us01.gitpod.dev /etc/hosts'],
  ])('is correct for a POSIX shell (%#)', (value, expected) => {
    expect(writeCommand(value, 'posix')).toBe(expected);
  });

  it.each([
    [command`dig +short ${EVIL}`, "Resolve-DnsName -Name 'h$({id,-un})`id`'';&&%PATH%!'"],
    [command`dig +short ${'a’; calc'}`, "Resolve-DnsName -Name 'a’’; calc'"],
    [command`dig +time=2 @${'10.0.0.1'} ${host}`, 'Resolve-DnsName -Name us01.gitpod.dev -Server 10.0.0.1'],
    [
      command`export HTTPS_PROXY=http://${host}\nexport HTTP_PROXY="$HTTPS_PROXY"\nexport https_proxy="$HTTPS_PROXY"`,
      '$env:HTTPS_PROXY = \'http://us01.gitpod.dev\'\n$env:HTTP_PROXY = "${env:HTTPS_PROXY}"',
    ],
    [command`unset HTTPS_PROXY`, 'Remove-Item Env:HTTPS_PROXY'],
    [command`ssh -G -- ${'my alias'}`, "ssh -G -- 'my alias'"],
    [command`curl -6 -v --max-time 5 https://${host}`, 'curl.exe -6 -v --max-time 5 https://us01.gitpod.dev'],
    [
      command`aws ec2 describe-images --region ${'eu-west-1'} --output json > ${'my images.json'}`,
      "aws ec2 describe-images --region eu-west-1 --output json | Set-Content -Encoding utf8 -LiteralPath 'my images.json'",
    ],
    [
      command`grep -n ${repeatOption('-e', [host, "it's"])} /etc/hosts`,
      "Select-String -SimpleMatch -Pattern us01.gitpod.dev, 'it''s' -LiteralPath \"$env:SystemRoot\\System32\\drivers\\etc\\hosts\"",
    ],
    [
      command`chmod u+x ${EVIL}`,
      '# for a POSIX shell, for instance Git Bash or WSL\n# gitpod-doctor request --shell posix writes it: not written out, as a word of it is quoted in another way: chmod',
    ],
  ])('is correct for PowerShell (%#)', (value, expected) => {
    expect(writeCommand(value, 'powershell')).toBe(expected);
  });

  it.each([
    [command`dig +short ${EVIL}`, `nslookup "h$({id,-un})\`id\`';&&"^%"PATH"^%"!"`],
    [command`ssh -G -- ${'a b\\'}`, 'ssh -G -- "a b\\\\"'],
    [
      command`export NO_PROXY="\${NO_PROXY:+$NO_PROXY,}${'a,b'}"`,
      'if defined NO_PROXY (set "NO_PROXY=%NO_PROXY%,a,b") else set "NO_PROXY=a,b"',
    ],
    [command`openssl s_client -connect ${host}:443 </dev/null 2>/dev/null`, 'openssl s_client -connect us01.gitpod.dev:443 <NUL 2>NUL'],
  ])('is correct for cmd.exe (%#)', (value, expected) => {
    expect(writeCommand(value, 'cmd')).toBe(expected);
  });

  it.each(['a\nb', '\u0003id', 'a\u202eb', 'a\u200bb', '\u001b[201~id'])('is refused when an argument contains %j', (text) => {
    for (const shell of ['posix', 'powershell', 'cmd'] as const)
      expect(writeCommand(command`ssh -- ${text}`, shell)).toMatch(/^(#|rem) not written out, as a word of it holds U.[0-9A-F ]+.*: ssh$/);
  });

  it('never turns an argument into an option or a program', () => {
    expect(writeCommand(command`dig ${'-f/etc/passwd'}`, 'posix')).toBe('# not written out, as a word of it begins like an option: dig');
    expect(writeCommand(command`${'rm'} -r`, 'posix')).toMatch(/^# not written out/);
    expect(writeCommand(command`grep -e ${'-x'} file`, 'posix')).toBe('grep -e -x file');
  });

  it.each([
    [command`unset ${['AWS_REGION', 'AWS_REGION[$(id)]']}`],
    [command`unset AWS_${'X[$(id)]'}`],
    [command`command unset ${'AWS_REGION[$(id)]'}`],
    [command`export ${'AWS_REGION[$(id)]'}=x`],
    [command`export ${'AWS_REGION[$(id)]=x'}`],
    [command`echo "$(unset ${'A[$(id)]'})"`],
    [command`printf -v ${'A[$(id)]'} x`],
    [command`[ -v ${'A[$(id)]'} ]`],
    [command`read ${'A[$(id)]'}`],
  ])('passes no argument to a shell builtin that would evaluate it again (%#)', (value) => {
    for (const shell of ['posix', 'powershell', 'cmd'] as const)
      expect(writeCommand(value, shell)).toMatch(/^(#|rem) not written out, as a word of it is read as more than a word/);
  });

  it('sets and removes only variables with valid names', () => {
    expect(writeCommand(command`unset ${['AWS_REGION', '_x1']}`, 'posix')).toBe('unset AWS_REGION _x1');
    expect(writeCommand(command`export ${'HTTPS_PROXY'}=${'a[$(id)]'}`, 'posix')).toBe("export HTTPS_PROXY='a[$(id)]'");
  });

  it.each([
    [command`command -v -- ${'-Verb'}`, 'powershell', ELSEWHERE],
    [command`command -v -- ${'-x'}`, 'cmd', ELSEWHERE],
    [command`dig @${'-x'} ${host}`, 'cmd', ELSEWHERE],
    [command`grep -n ${repeatOption('-e', ['-Raw', host])} /etc/hosts`, 'powershell', /-Pattern '-Raw', us01/],
    [command`command -v ${'/R'}`, 'cmd', ELSEWHERE],
    [command`ls -l ${'/s'}`, 'cmd', ELSEWHERE],
    [command`ls -l ${'a/s'}`, 'cmd', /^dir "a\/s"$/],
    [command`certutil -dump ${'/user'}`, 'cmd', ELSEWHERE],
  ] as const)('never turns an argument into an option of the equivalent command in another shell (%#)', (value, shell, expected) => {
    expect(writeCommand(value, shell)).toMatch(expected);
  });

  it('shows its comments as comments in a POSIX shell', () => {
    expect(writeCommand(command`# first: ${'a\nb $(id) `id` \u2019'}, then`, 'posix')).toBe('# first: a b id id , then');
  });

  it('can be combined with others, in order', () => {
    expect(writeCommand(commands([command`date -u`, command`ls -l ${'/tmp/a b'}`]), 'posix')).toBe("date -u\nls -l '/tmp/a b'");
  });
});

it.each(['posix', 'powershell', 'cmd'] as const)('a command that sets variables can be read back from its text for %s', (shell) => {
  const text = writeCommand(command`export NO_PROXY="\${NO_PROXY:+$NO_PROXY,}${'a.example,b'}"\nunset HTTPS_PROXY`, shell);
  expect(variablesOf(text)).toEqual([
    { name: 'NO_PROXY', value: expect.stringMatching(/^,?a\.example,b$/) },
    { name: 'HTTPS_PROXY', value: '' },
  ]);
});

it('a list in a command has each entry on one line', () => {
  expect(writeCommand(listing('rules', ['allow a\nallow b', 'allow c']), 'posix').split('\n')).toHaveLength(2);
});
