/** Archives with false headers: names outside the folder, links, overlapping entries, wrong sizes and counts, bombs. */
import { deflateRawSync } from 'node:zlib';
import type { Dice } from '../../src/bundle/testing/mutations.ts';
import { hostile, pick } from './payloads.ts';
import { type ZipPart, type ZipWhole, zipOf } from './zip-of.ts';

const NAMES = [
  '../evil',
  '../../../../tmp/evil',
  '/etc/evil',
  'C:\\evil',
  '\\\\host\\share\\evil',
  'a/../../evil',
  'a/b/../../../evil',
  './evil',
  'a//b',
  'a/',
  'con',
  'nul.json',
  'a/evil.json:stream',
  'a/e\u0000vil',
  'A/REPORT.JSON',
  '__proto__/x',
  `${'d/'.repeat(400)}f`,
  'x'.repeat(60_000),
];

const MODES = [0o120777, 0o020666, 0o060660, 0o010666, 0o140777, 0o104755, 0o040755];
const BOMB = deflateRawSync(Buffer.alloc(80 * 1024 * 1024));

type Malice = (parts: ZipPart[], dice: Dice, folder: string) => ZipWhole;
const one = (parts: ZipPart[], dice: Dice): ZipPart => pick(parts, dice);

const MALICE: readonly Malice[] = [
  (parts, dice) => {
    one(parts, dice).name = Buffer.from(pick(NAMES, dice));
    return {};
  },
  (parts, dice, folder) => {
    one(parts, dice).name = Buffer.from(`${folder}/${hostile('report.json', dice)}`);
    return {};
  },
  (parts, dice, folder) => {
    const name = Buffer.from(`${folder}/${pick(NAMES, dice)}`);
    parts.push({ name, bytes: Buffer.from('../../../../etc/passwd'), attributes: pick(MODES, dice) << 16 });
    return {};
  },
  (parts, dice) => {
    one(parts, dice).attributes = (pick(MODES, dice) << 16) | dice(65536);
    return {};
  },
  (parts, dice) => {
    one(parts, dice).offset = pick([0, 1, 0xffffffff, dice(5000)], dice);
    return {};
  },
  (parts, dice) => {
    one(parts, dice).size = pick([0, 1, 0xffffffff, 0x7fffffff, dice(100_000)], dice);
    return {};
  },
  (parts, dice) => {
    one(parts, dice).packedSize = pick([0, 1, 0xffffffff, dice(100_000)], dice);
    return {};
  },
  (parts, dice) => {
    one(parts, dice).crc = dice(2 ** 31);
    return {};
  },
  (parts, dice) => {
    one(parts, dice).method = pick([0, 1, 9, 12, 14, 93, 95, 99, 65535], dice);
    return {};
  },
  (parts, dice) => {
    one(parts, dice).flags = pick([1, 8, 0x40, 0x2001, 0xffff, dice(65536)], dice);
    return {};
  },
  (parts, dice) => {
    one(parts, dice).localName = Buffer.from(pick(NAMES, dice));
    return {};
  },
  (parts) => {
    // Every entry points to the first one, so they overlap.
    for (const part of parts) part.offset = 0;
    return {};
  },
  (parts, _, folder) => {
    parts.push({ name: Buffer.from(`${folder}/report.md`), bytes: Buffer.alloc(0), packed: BOMB, size: 10, crc: 0 });
    return {};
  },
  (parts, _, folder) => {
    parts.push({ name: Buffer.from(`${folder}/report.md`), bytes: Buffer.alloc(0), packed: BOMB, size: 80 * 1024 * 1024, crc: 0 });
    return {};
  },
  (parts, dice, folder) => {
    for (let count = 0; count < 1100; count++) parts.push({ name: Buffer.from(`${folder}/n${count}`), bytes: Buffer.alloc(0), method: 0 });
    return dice(2) === 0 ? {} : { count: 3 };
  },
  (parts, dice) => {
    const { name, bytes } = one(parts, dice);
    parts.push({ name: dice(2) === 0 ? name : Buffer.from(name.toString().toUpperCase()), bytes });
    return {};
  },
  (_, dice) => ({ count: pick([0, 1, 0xffff, dice(5000)], dice) }),
  (_, dice) => ({ centralOffset: pick([0, 0xffffffff, dice(5000)], dice) }),
  (_, dice) => ({ centralSize: pick([0, 0xffffffff, dice(5000)], dice) }),
  (parts) => ({ comment: zipOf(parts.slice(0, 1)) }),
  (_, dice) => ({ comment: Buffer.from(hostile('c', dice)), announcedComment: dice(65536) }),
  (_, dice) => ({ before: Buffer.from(pick(['#!/bin/sh\n', 'MZ', 'PK\u0003\u0004', '%PDF-1.4\n', '{"schema":1}'], dice)) }),
  (parts, dice) => {
    // Zip64 (APPNOTE §4.5.3), and an extra field longer than declared.
    one(parts, dice).extra = Buffer.from(
      pick(['01001000ffffffffffffffffffffffffffffffff', '0100ffff00', '7570ffff01', '55540d00'], dice),
      'hex',
    );
    return {};
  },
  (parts, dice) => {
    parts.splice(dice(parts.length), 1);
    return {};
  },
];

export function damagedZip(parts: ZipPart[], folder: string, dice: Dice): Buffer {
  let whole: ZipWhole = {};
  for (let times = 1 + dice(3); times > 0; times--) whole = { ...whole, ...pick(MALICE, dice)(parts, dice, folder) };
  const bytes = zipOf(parts, whole);
  return dice(8) === 0 ? bytes.subarray(0, dice(bytes.length)) : bytes;
}
