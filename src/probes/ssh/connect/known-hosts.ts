/**
 * A host key's entry in known_hosts, as ssh(1) reads it (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT): names and patterns, negation,
 * `[host]:port`, hashed names, `@revoked` and `@cert-authority`. Pure: files are passed as text.
 */
import { createHash, createHmac } from 'node:crypto';

export interface KnownHostsFile {
  path: string;
  text: string;
}

export interface HostKey {
  /** The type in protocol spelling: `ssh-ed25519`. */
  type: string;
  /** The public key as in known_hosts. */
  base64: string;
}

export interface KnownHost {
  state: 'known' | 'unknown' | 'changed' | 'revoked';
  /** The deciding line, counted from 1; null if no line matches. */
  line: { file: string; line: number } | null;
}

const DEFAULT_PORT = 22;

/** `SHA256:…` without padding, as ssh prints it. */
export function fingerprint(key: HostKey): string {
  return `SHA256:${createHash('sha256').update(Buffer.from(key.base64, 'base64')).digest('base64').replace(/=+$/, '')}`;
}

/** The key as the server sent it: its type is the first string of the blob (RFC 4253 §6.6). */
export function hostKeyOf(blob: Buffer): HostKey {
  const length = blob.length >= 4 ? blob.readUInt32BE(0) : 0;
  return { type: blob.subarray(4, 4 + length).toString('latin1'), base64: blob.toString('base64') };
}

/**
 * Another key of the same type is a changed key. If only keys of other types are known, the host is unknown. On a port other than 22, a
 * line for the plain name also counts if no line has the port, as in the client.
 */
export function checkHostKey(files: readonly KnownHostsFile[], host: string, port: number, key: HostKey): KnownHost {
  const plain = host.toLowerCase();
  if (port === DEFAULT_PORT) return judged(files, plain, key);
  const withPort = judged(files, `[${plain}]:${port}`, key);
  if (withPort.state !== 'unknown') return withPort;
  const without = judged(files, plain, key);
  return without.state === 'changed' ? { state: 'unknown', line: null } : without;
}

/** The known key types of this host, which a client requests first. */
export function knownKeyTypes(files: readonly KnownHostsFile[], host: string, port: number): string[] {
  const plain = host.toLowerCase();
  const names = port === DEFAULT_PORT ? [plain] : [`[${plain}]:${port}`];
  const entries = files.flatMap(entriesOf).filter((entry) => entry.marker === null && names.some((name) => matches(entry.names, name)));
  return [...new Set(entries.map((entry) => entry.type))];
}

function judged(files: readonly KnownHostsFile[], name: string, key: HostKey): KnownHost {
  const entries = files.flatMap(entriesOf).filter((entry) => matches(entry.names, name));
  const same = entries.filter((entry) => entry.type === key.type);
  const at = (entry: Entry) => ({ file: entry.file, line: entry.line });
  const revoked = same.find((entry) => entry.marker === '@revoked' && entry.base64 === key.base64);
  if (revoked !== undefined) return { state: 'revoked', line: at(revoked) };
  const plain = same.filter((entry) => entry.marker === null);
  const equal = plain.find((entry) => entry.base64 === key.base64);
  if (equal !== undefined) return { state: 'known', line: at(equal) };
  const [other] = plain;
  return other === undefined ? { state: 'unknown', line: null } : { state: 'changed', line: at(other) };
}

interface Entry {
  file: string;
  line: number;
  marker: string | null;
  names: string;
  type: string;
  base64: string;
}

function entriesOf({ path, text }: KnownHostsFile): Entry[] {
  return text.split('\n').flatMap((raw, index) => {
    const words = raw.trim().split(/[ \t]+/);
    if (words[0] === undefined || words[0] === '' || words[0].startsWith('#')) return [];
    const marker = words[0].startsWith('@') ? words[0] : null;
    const [names, type, base64] = marker === null ? words : words.slice(1);
    if (names === undefined || type === undefined || base64 === undefined) return [];
    return [{ file: path, line: index + 1, marker, names, type, base64 }];
  });
}

function matches(names: string, name: string): boolean {
  if (names.startsWith('|')) return isHashOf(names, name);
  let found = false;
  for (const pattern of names.toLowerCase().split(',')) {
    const negated = pattern.startsWith('!');
    if (!fits(negated ? pattern.slice(1) : pattern, name)) continue;
    if (negated) return false;
    found = true;
  }
  return found;
}

/** `|1|salt|hash`, HMAC-SHA1 of the name with the salt (ssh-keygen -H). */
function isHashOf(hashed: string, name: string): boolean {
  const [, version, salt, hash] = hashed.split('|');
  if (version !== '1' || salt === undefined || hash === undefined) return false;
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
}

/** `*` and `?` without regular expressions: a malicious pattern costs at most its length times the name's. */
function fits(pattern: string, name: string): boolean {
  let at = 0;
  let inName = 0;
  let star = -1;
  let resume = 0;
  while (inName < name.length) {
    if (pattern[at] === '*') {
      star = at;
      resume = inName;
      at += 1;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[inName])) {
      at += 1;
      inName += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      inName = resume;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
