/** The program of a proxy command, and its owner. Arguments may hold logins and do not leave this file. */
import type { ProxyCommand } from '../../model/ssh/index.ts';
import { expandHome } from './home.ts';

export type ProxyCommandParts = Pick<ProxyCommand, 'program' | 'kind'>;

/** A shell runs the command, so its first word is the program: quoted, or up to an unescaped space. */
export function proxyCommandParts(command: string, home: string): ProxyCommandParts {
  const program = expandHome(firstWord(command.replace(/^\s*(?:exec\s+)?/, '')), home);
  return { program, kind: kindOf(program, command) };
}

function firstWord(command: string): string {
  const [, double, single, bare] = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|((?:[^\s\\"']|\\.)+))/s.exec(command.slice(0, 4096)) ?? [];
  // On Windows a backslash separates folders, and only quotes protect spaces.
  const text = single ?? double ?? bare ?? '';
  return /^[A-Za-z]:\\|\\\\/.test(text) ? text : text.replace(/\\(.)/g, '$1');
}

function kindOf(program: string, command: string): ProxyCommand['kind'] {
  const name = (program.split(/[/\\]/).at(-1) ?? '').replace(/\.exe$/i, '').toLowerCase();
  const isOurs = /\benvironment\s+ssh\b|--proxy-connect\b/.test(command.slice(0, 4096));
  if (name === 'ona' || (isOurs && /--ona-config-dir\b/.test(command))) return 'ona-cli';
  if (name === 'gitpod' || isOurs) return 'gitpod-cli';
  if (/proxylauncher|gitpod-desktop|code_gitpod/i.test(command.slice(0, 4096))) return 'classic-launcher';
  if (['nc', 'ncat', 'netcat', 'connect', 'connect-proxy', 'corkscrew', 'socat'].includes(name)) return 'netcat';
  if (name === 'ssh') return 'ssh';
  return /\baws\b.*\bssm\s+start-session\b/.test(command.slice(0, 4096)) ? 'aws-ssm' : 'other';
}
