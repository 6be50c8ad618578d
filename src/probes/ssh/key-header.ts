/**
 * The public header of a key file. The OpenSSH format begins with the cipher's name and the public key; exactly these bytes are read and
 * none after them (PROTOCOL.key). The first lines of older formats show whether a passphrase protects them.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, stat } from 'node:fs/promises';
import { openRegularFile } from '../../files/regular-file.ts';
import type { IdentityFile } from '../../model/ssh/index.ts';

export type KeyHeader = Pick<IdentityFile, 'state' | 'type' | 'fingerprint' | 'mode'>;

const MAGIC = 'openssh-key-v1\0';
/** The maximum length, which exceeds that of an RSA key of 16384 bits. */
const MAX_BLOB_BYTES = 8 * 1024;

/** `uid`: the account, because the client checks only the permissions of its files. */
export async function readKeyHeader(path: string, uid: number): Promise<KeyHeader> {
  const nothing = { type: null, fingerprint: null, mode: null };
  const entry = await stat(path).catch((error: NodeJS.ErrnoException) => error.code ?? 'unknown');
  if (typeof entry === 'string') return { ...nothing, state: entry === 'ENOENT' || entry === 'ENOTDIR' ? 'missing' : 'unreadable' };
  const mode = process.platform === 'win32' ? null : entry.mode & 0o7777;
  if (!entry.isFile()) return { ...nothing, mode, state: 'not-a-key' };
  const read = await readHeader(path);
  if (read === null) return { ...nothing, mode, state: 'unreadable' };
  const { state, blob, type } = read;
  const isOpen = mode !== null && entry.uid === uid && (mode & 0o077) !== 0;
  const isPrivate = state === 'usable' || state === 'locked';
  const known = blob ?? (isPrivate ? await publicHalf(`${path}.pub`) : null);
  return {
    state: isPrivate && isOpen ? 'too-open' : state,
    type: type ?? (known === null ? null : typeOf(known)),
    fingerprint: known === null ? null : fingerprintOf(known),
    mode,
  };
}

/** As `ssh-keygen -l` prints it. */
export function fingerprintOf(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

interface Header {
  state: 'usable' | 'locked' | 'public-half' | 'not-a-key';
  blob: Buffer | null;
  type: string | null;
}

async function readHeader(path: string): Promise<Header | null> {
  const file = (await openRegularFile(path).catch(() => null))?.file ?? null;
  if (file === null) return null;
  try {
    return await headerIn(file);
  } catch {
    return { state: 'not-a-key', blob: null, type: null };
  } finally {
    await file.close();
  }
}

const OLD_TYPES: Readonly<Record<string, string>> = { RSA: 'ssh-rsa', EC: 'ecdsa', DSA: 'ssh-dss' };

async function headerIn(file: FileHandle): Promise<Header> {
  const start = await textAt(file, 0, 40);
  const [line, kind = ''] = /^-----BEGIN ([A-Z ]*?) ?PRIVATE KEY-----\r?\n/.exec(start) ?? [];
  if (line === undefined) {
    const blob = /^(?:ssh-|ecdsa-|sk-)/.test(start) ? publicBlob(await textAt(file, 0, 2 * MAX_BLOB_BYTES)) : null;
    return { state: blob === null ? 'not-a-key' : 'public-half', blob, type: blob === null ? null : typeOf(blob) };
  }
  if (kind !== 'OPENSSH') {
    // Without encryption these bytes are the beginning of a number that the public key also holds, so they are not secret.
    const isLocked = kind === 'ENCRYPTED' || (await textAt(file, line.length, 10)) === 'Proc-Type:';
    return { state: isLocked ? 'locked' : 'usable', blob: null, type: OLD_TYPES[kind] ?? null };
  }
  const reader = new Base64Reader(file, line.length);
  if ((await reader.take(MAGIC.length)).toString('latin1') !== MAGIC) return { state: 'not-a-key', blob: null, type: null };
  const cipher = (await reader.text(64)).toString('latin1');
  await reader.text(64);
  await reader.text(256);
  await reader.take(4);
  const blob = await reader.text(MAX_BLOB_BYTES);
  return { state: cipher === 'none' ? 'usable' : 'locked', blob, type: typeOf(blob) };
}

async function publicHalf(path: string): Promise<Buffer | null> {
  const read = await readHeader(path);
  return read?.state === 'public-half' ? read.blob : null;
}

function publicBlob(text: string): Buffer | null {
  const [, base64] = /^[a-z0-9@.-]{3,80} ([A-Za-z0-9+/]+={0,2})(?:\s|$)/.exec(text) ?? [];
  return base64 === undefined ? null : Buffer.from(base64, 'base64');
}

/** The blob of a public key begins with its type. */
function typeOf(blob: Buffer): string | null {
  const length = blob.length < 4 ? 0 : blob.readUInt32BE(0);
  const type = blob.toString('latin1', 4, 4 + Math.min(length, 80));
  return /^[a-z0-9@.-]{3,80}$/.test(type) ? type : null;
}

async function textAt(file: FileHandle, position: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.toString('latin1', 0, bytesRead);
}

/** Decodes from a position in a file, reading no more groups of four characters than requested. */
class Base64Reader {
  readonly #file: FileHandle;
  #position: number;
  #characters = '';
  #bytes = Buffer.alloc(0);

  constructor(file: FileHandle, position: number) {
    this.#file = file;
    this.#position = position;
  }

  async take(length: number): Promise<Buffer> {
    while (this.#bytes.length < length) {
      const wanted = Math.ceil((length - this.#bytes.length) / 3) * 4 - this.#characters.length;
      const text = await textAt(this.#file, this.#position, wanted);
      if (text === '') throw new Error('the header ends early');
      this.#position += text.length;
      this.#characters += text.replace(/\s/g, '');
      if (/[^A-Za-z0-9+/=]/.test(this.#characters)) throw new Error('not base64');
      const whole = this.#characters.length - (this.#characters.length % 4);
      this.#bytes = Buffer.concat([this.#bytes, Buffer.from(this.#characters.slice(0, whole), 'base64')]);
      this.#characters = this.#characters.slice(whole);
    }
    const taken = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return taken;
  }

  /** Reads a length of four bytes, and then as many bytes. */
  async text(most: number): Promise<Buffer> {
    const length = (await this.take(4)).readUInt32BE(0);
    if (length > most) throw new Error('too long for a header');
    return this.take(length);
  }
}
