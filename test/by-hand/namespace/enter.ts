/** Runs a situation in its own namespaces from outside, and returns the output of its commands. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { must } from '../../lab/processes.ts';
import type { Answered, Asked } from '../situation.ts';
import { loginShell } from './login-shell.ts';

const INSIDE = fileURLToPath(import.meta.resolve('./inside.ts'));
/** A separate network, private mounts, and processes that all end together. */
const ALONE = ['unshare', '--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** The time for all checks of one situation, also on a busy machine. */
const MAX_MS = 300_000;

/** By the Debian package that contains them. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  iproute2: ['ip'],
  nftables: ['nft'],
  awscli: ['aws'],
  curl: ['curl'],
  openssl: ['openssl'],
  'bind9-dnsutils': ['dig'],
  'netcat-openbsd': ['nc'],
  'openssh-client': ['ssh', 'ssh-keygen', 'ssh-add', 'ssh-agent', 'ssh-keyscan'],
  'openssh-server': ['/usr/sbin/sshd'],
};

/** Null if the checks can run, else what is missing, for the message of the skipped test. */
export function lacks(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'this needs Linux and root';
  const missing = Object.entries(NEEDED).flatMap(([name, programs]) =>
    programs.filter((program) => !isThere(program)).map((program) => `${program} (${name})`),
  );
  if (missing.length > 0) return `these programs are not here: ${missing.join(', ')}`;
  return spawnSync(ALONE[0] ?? '', [...ALONE.slice(1), 'true']).status === 0 ? null : 'no namespaces can be made here';
}

function isThere(program: string): boolean {
  return spawnSync('/bin/sh', ['-c', `command -v ${program}`], { env: loginShell() }).status === 0;
}

export async function visit(asked: Asked): Promise<Answered> {
  const said = await must([...ALONE, process.execPath, INSIDE], {
    input: JSON.stringify(asked),
    environment: loginShell(),
    timeoutMs: MAX_MS,
  });
  return JSON.parse(said) as Answered;
}
