/** Completions in the shells themselves. If one fails, Tab offers nothing, or a word that the program refuses. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const program = join(import.meta.dirname, '../../bin/gitpod-doctor.js');
const folder = mkdtempSync(join(tmpdir(), 'gitpod-doctor-completion-'));
const script = (shell: string) => join(folder, shell);
const isHere = (shell: string) => spawnSync(shell, ['-c', ':']).status === 0;

/** What is typed before Tab, and the result of the completion. */
const TYPED: readonly (readonly [words: readonly string[], offered: string])[] = [
  [['ch'], 'check'],
  [['check', 'gatew'], 'gateway'],
  [['check', '--from', 'ru'], 'runner'],
  [['request', '--for', 'net'], 'network-team'],
  [['--symp'], '--symptom'],
  [['fleet', 'ssm-'], 'ssm-document'],
  [['help', 'compl'], 'completion'],
  // The value of a flag is no command.
  [['--profile', 'profile', 'che'], 'check'],
];

beforeAll(() => {
  for (const shell of ['bash', 'zsh', 'fish', 'powershell'])
    writeFileSync(script(shell), execFileSync(process.execPath, [program, 'completion', shell]));
});

describe('completions', () => {
  it('complete commands, their words, flags and values in bash', () => {
    const tries = TYPED.map(([words]) => {
      const line = ['gitpod-doctor', ...words];
      return `COMP_WORDS=(${line.join(' ')}); COMP_CWORD=${line.length - 1}; COMPREPLY=(); _gitpod_doctor; echo "\${COMPREPLY[*]}"`;
    });
    const offered = execFileSync('bash', ['-c', [`source ${script('bash')}`, 'compopt() { :; }', ...tries].join('\n')], {
      encoding: 'utf8',
    });
    expect(offered.trim().split('\n')).toEqual(TYPED.map(([, wanted]) => wanted));
  });

  it('complete a value after an equals sign in bash', () => {
    const line = 'COMP_WORDS=(gitpod-doctor --from = la); COMP_CWORD=3; _gitpod_doctor; echo $COMPREPLY';
    expect(execFileSync('bash', ['-c', `source ${script('bash')}\ncompopt() { :; }\n${line}`], { encoding: 'utf8' })).toBe('laptop\n');
  });

  it.skipIf(!isHere('fish'))('complete commands, their words, flags and values in fish', () => {
    const tries = TYPED.map(([words]) => `complete -C 'gitpod-doctor ${words.join(' ')}' | string replace -r '\\t.*' '' | string join ' '`);
    const offered = execFileSync('fish', ['--no-config', '-c', [`source ${script('fish')}`, ...tries, 'true'].join('\n')], {
      encoding: 'utf8',
      cwd: folder,
    });
    expect(offered.trim().split('\n')).toEqual(TYPED.map(([, wanted]) => wanted));
  });

  it.skipIf(!isHere('zsh'))('complete commands, their words, flags and values in zsh', () => {
    // zsh completes only in a terminal: the test types to a shell in a pseudo-terminal and reads the line.
    const tries = TYPED.map(
      ([words]) =>
        `zpty -w -n z 'gitpod-doctor ${words.join(' ')}'$'\\t'' #end'$'\\n'; out=; while [[ $out != *"#end"*$'\\n'* ]]; do zpty -r z x && out+=$x; done`,
    );
    const source = [
      'zmodload zsh/zpty',
      'zpty z zsh -f -i',
      `zpty -w z 'PS1=; autoload -U compinit; compinit -u -d ${folder}/dump; source ${script('zsh')}; setopt interactive_comments; gitpod-doctor() { print -r -- "<$@>" }; print READY'`,
      'x=; while [[ $x != *READY*READY* ]]; do zpty -r z y && x+=$y; done',
      ...tries.flatMap((each) => [
        each,
        'while [[ $out != *"<"*">"* ]]; do zpty -r z x && out+=$x; done',
        'print -r -- ${${out##*\\<}%%\\>*}',
      ]),
    ];
    const offered = execFileSync('zsh', ['-f', '-c', source.join('\n')], { encoding: 'utf8', timeout: 60_000 });
    expect(offered.trim().split('\n')).toEqual(TYPED.map(([words, wanted]) => [...words.slice(0, -1), wanted].join(' ')));
  });

  it('are refused for an unknown shell, and the error suggests a known shell', () => {
    const refused = spawnSync(process.execPath, [program, 'completion', 'zhs'], { encoding: 'utf8' });
    expect([refused.status, refused.stderr]).toEqual([2, 'completion takes one shell.\nTry: gitpod-doctor completion zsh\n']);
  });
});
