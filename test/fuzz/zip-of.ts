/**
 * A zip writer that declares anything, true or not (PKWARE APPNOTE §4.3). The program has another writer, so that equal mistakes cannot
 * cancel out.
 */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: Buffer;
  bytes: Buffer;
  method?: number;
  flags?: number;
  /** The high half is the Unix mode. */
  attributes?: number;
  crc?: number;
  size?: number;
  packedSize?: number;
  /** In the local header, if it differs. */
  localName?: Buffer;
  /** The declared start of the central directory; by default its real one. */
  offset?: number;
  extra?: Buffer;
  /** The packed bytes, whatever `bytes` are. */
  packed?: Buffer;
}

export interface ZipWhole {
  before?: Buffer;
  comment?: Buffer;
  announcedComment?: number;
  count?: number;
  centralOffset?: number;
  centralSize?: number;
}

export function zipOf(parts: readonly ZipPart[], whole: ZipWhole = {}): Buffer {
  const pieces: Buffer[] = [whole.before ?? Buffer.alloc(0)];
  const central: Buffer[] = [];
  let at = pieces[0]?.length ?? 0;
  for (const part of parts) {
    const method = part.method ?? 8;
    const packed = part.packed ?? (method === 8 ? deflateRawSync(part.bytes) : part.bytes);
    const extra = part.extra ?? Buffer.alloc(0);
    const localName = part.localName ?? part.name;
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(part.flags ?? 0x0800, 2);
    shared.writeUInt16LE(method, 4);
    shared.writeUInt32LE(0x00215a21, 6);
    shared.writeUInt32LE((part.crc ?? crc32(part.bytes)) >>> 0, 10);
    shared.writeUInt32LE((part.packedSize ?? packed.length) >>> 0, 14);
    shared.writeUInt32LE((part.size ?? part.bytes.length) >>> 0, 18);
    shared.writeUInt16LE(part.name.length & 0xffff, 22);
    shared.writeUInt16LE(extra.length & 0xffff, 24);
    const localShared = Buffer.from(shared);
    localShared.writeUInt16LE(localName.length & 0xffff, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), localShared, localName, extra, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((part.attributes ?? 0) >>> 0, 6);
    rest.writeUInt32LE((part.offset ?? at) >>> 0, 10);
    // Made on Unix, so that the attributes are a mode.
    central.push(Buffer.concat([Buffer.from('504b01021403', 'hex'), shared, rest, part.name, extra]));
    pieces.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const comment = whole.comment ?? Buffer.alloc(0);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE((whole.count ?? parts.length) & 0xffff, 8);
  end.writeUInt16LE((whole.count ?? parts.length) & 0xffff, 10);
  end.writeUInt32LE((whole.centralSize ?? directory.length) >>> 0, 12);
  end.writeUInt32LE((whole.centralOffset ?? at) >>> 0, 16);
  end.writeUInt16LE((whole.announcedComment ?? comment.length) & 0xffff, 20);
  return Buffer.concat([...pieces, directory, end, comment]);
}
