/** What can be read of a Node binary without running it: it may be one of another platform. */
import { readFileSync, statSync } from 'node:fs';

export interface NodeBinary {
  /** As in the names of Node's own downloads: `linux-x64`, `darwin-arm64`, `win-x64`. */
  platform: string;
  version: string;
  bytes: Buffer;
}

/** A file that cannot be used, in one line with the way out. */
export class Unusable extends Error {}

/** Node looks at the character behind it: 0 in a bare Node, 1 in one that carries a program. */
export const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** The address of its sources, which Node keeps as `process.release`. Linux distributions leave it out. */
const RELEASE = /\/download\/release\/(v\d+\.\d+\.\d+)\//;

const OFFICIAL = 'take the binary out of a download of nodejs.org';

export function readNodeBinary(path: string): NodeBinary {
  const bytes = contentOf(path);
  const platform = platformOf(bytes);
  if (platform === null) throw new Unusable(`${path} is no program for Linux, macOS or Windows on x64 or arm64; ${OFFICIAL}`);
  const fuse = bytes.indexOf(`${FUSE}:`);
  if (fuse < 0) throw new Unusable(`${path} is no Node that can carry a program; ${OFFICIAL}`);
  if (bytes[fuse + FUSE.length + 1] !== 0x30) throw new Unusable(`${path} carries a program already; ${OFFICIAL}`);
  const version = versionOf(bytes);
  if (version === null) throw new Unusable(`${path} does not say which version of Node it is; ${OFFICIAL}`);
  return { platform, version, bytes };
}

function contentOf(path: string): Buffer {
  try {
    if (!statSync(path).isFile()) throw new Unusable(`${path} is not a file; --node names the binary itself`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}); --node names a Node binary`);
  }
}

/** The text may be anywhere in a hundred megabytes, too many for one regular expression. */
function versionOf(bytes: Buffer): string | null {
  const at = bytes.indexOf('/download/release/v');
  return at < 0 ? null : (RELEASE.exec(bytes.toString('latin1', at, at + 80))?.[1] ?? null);
}

function platformOf(bytes: Buffer): string | null {
  if (bytes.length < 64) return null;
  if (bytes.readUInt32BE(0) === 0x7f454c46) return named('linux', bytes.readUInt16LE(18), { '3e': 'x64', b7: 'arm64' });
  if (bytes.readUInt32LE(0) === 0xfeedfacf) return named('darwin', bytes.readUInt32LE(4), { '1000007': 'x64', '100000c': 'arm64' });
  const header = bytes.readUInt32LE(60);
  if (bytes.toString('latin1', 0, 2) !== 'MZ' || header > bytes.length - 6 || bytes.toString('latin1', header, header + 4) !== 'PE\0\0')
    return null;
  return named('win', bytes.readUInt16LE(header + 4), { '8664': 'x64', aa64: 'arm64' });
}

function named(system: string, machine: number, machines: Readonly<Record<string, string>>): string | null {
  const arch = machines[machine.toString(16)];
  return arch === undefined ? null : `${system}-${arch}`;
}
