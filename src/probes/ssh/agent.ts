/** Lists the agent's keys (draft-miller-ssh-agent): their number and fingerprints. The socket's path is not kept. */
import { createConnection } from 'node:net';
import type { AgentFacts } from '../../model/ssh/index.ts';
import type { SshHome } from './home.ts';
import { expandHome } from './home.ts';
import { fingerprintOf } from './key-header.ts';

export interface AgentKeys extends AgentFacts {
  fingerprints: readonly string[];
}

const REQUEST_IDENTITIES = Buffer.from([0, 0, 0, 1, 11]);
const IDENTITIES_ANSWER = 12;
const AGENT_MS = 1500;
const MAX_ANSWER_BYTES = 256 * 1024;
const WINDOWS_PIPE = '\\\\.\\pipe\\openssh-ssh-agent';

/** `option` is the IdentityAgent of `ssh -G`; null if it is not set. */
export async function queryAgent(option: string | null, home: SshHome): Promise<AgentKeys> {
  const noKeys = { keys: null, fingerprints: [] };
  if (option?.toLowerCase() === 'none') return { ...noKeys, state: 'none' };
  const path = socketOf(option, home);
  if (path === null) return { ...noKeys, state: 'absent' };
  const answer = await exchange(path);
  const blobs = answer === null ? null : identities(answer);
  if (blobs === null) return { ...noKeys, state: 'unreachable' };
  return { state: 'answers', keys: blobs.length, fingerprints: blobs.map(fingerprintOf) };
}

function socketOf(option: string | null, { environment, home, platform }: SshHome): string | null {
  if (option !== null && option !== '' && option !== 'SSH_AUTH_SOCK') {
    const [, variable] = /^\$\{?(\w+)\}?$/.exec(option) ?? [];
    return variable === undefined ? expandHome(option, home) : (environment[variable] ?? null);
  }
  return environment['SSH_AUTH_SOCK'] || (platform === 'win32' ? WINDOWS_PIPE : null);
}

function exchange(path: string): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (answer: Buffer | null) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => settle(null), AGENT_MS);
    socket.on('error', () => settle(null));
    socket.on('end', () => settle(null));
    socket.on('connect', () => socket.write(REQUEST_IDENTITIES));
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      const all = size >= 4 ? Buffer.concat(chunks) : null;
      if (all !== null && size >= 4 + all.readUInt32BE(0)) settle(all.subarray(4));
      else if (size > MAX_ANSWER_BYTES) settle(null);
    });
  });
}

function identities(answer: Buffer): Buffer[] | null {
  if (answer.length < 5 || answer[0] !== IDENTITIES_ANSWER) return null;
  const count = answer.readUInt32BE(1);
  const blobs: Buffer[] = [];
  let at = 5;
  const next = (): Buffer | null => {
    if (at + 4 > answer.length) return null;
    const length = answer.readUInt32BE(at);
    if (at + 4 + length > answer.length) return null;
    at += 4 + length;
    return answer.subarray(at - length, at);
  };
  for (let index = 0; index < count; index += 1) {
    const blob = next();
    if (blob === null || next() === null) return null;
    blobs.push(blob);
  }
  return blobs;
}
