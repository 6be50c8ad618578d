/** Ways to damage a bundle, each a function of a random generator, for fuzzing and the tests. */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { sha256 } from '../writer.ts';

/** A whole number from 0 up to, but not including, `below`. */
export type Dice = (below: number) => number;
export type Mutation = (bundle: Uint8Array, dice: Dice) => Uint8Array;

/** The generator mulberry32: small, and reproducible from its seed. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

function pick<T>(from: readonly [T, ...T[]], dice: Dice): T {
  return from[dice(from.length)] ?? from[0];
}

const NAMES = [
  '../../evil',
  '/etc/passwd',
  'C:\\evil.txt',
  'a/../../evil',
  'a\u0000b/c',
  'a/\u202etxt.exe',
  `a/${'x'.repeat(10_000)}`,
  'a/b/',
  'con/aux',
  '__proto__/constructor',
] as const;

const VALUES = [
  null,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  [],
  {},
  true,
  '\u001b]52;c;ZXZpbA==\u0007\u009b31m\u202e\u0000',
  'px-'.repeat(20_000),
  `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`,
  JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`),
  JSON.parse('{"__proto__":{"polluted":true},"constructor":1}'),
  '<script>alert(1)</script>`|\n|',
  'A'.repeat(300_000),
] as readonly [unknown, ...unknown[]];

const bitFlips: Mutation = (bundle, dice) => {
  const bytes = new Uint8Array(bundle);
  for (let flips = 1 + dice(8); flips > 0; flips--) {
    const at = dice(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << dice(8));
  }
  return bytes;
};

const truncation: Mutation = (bundle, dice) => bundle.slice(0, dice(bundle.length));

/** Copies a piece of the file to another position in it. */
const splice: Mutation = (bundle, dice) => {
  const from = dice(bundle.length);
  const piece = bundle.slice(from, from + dice(400));
  const at = dice(bundle.length);
  return dice(2) === 0
    ? Buffer.concat([bundle.subarray(0, at), piece, bundle.subarray(at)])
    : Buffer.concat([bundle.subarray(0, at), piece, bundle.subarray(at + piece.length)]);
};

/** Changes sizes, offsets, flags and methods in the headers, which a parser might trust. */
const headers: Mutation = (bundle, dice) => {
  const bytes = Buffer.from(bundle);
  const signatures: number[] = [];
  for (let at = 0; at < bytes.length - 4; at++)
    if ([0x02014b50, 0x04034b50, 0x06054b50].includes(bytes.readUInt32LE(at))) signatures.push(at);
  for (let changes = 1 + dice(3); changes > 0; changes--) {
    const at = (signatures[dice(signatures.length)] ?? 0) + 4 + dice(42);
    if (at < bytes.length) bytes[at] = pick([0, 1, 0x7f, 0xff, dice(256)], dice);
  }
  return bytes;
};

/** Replaces a name by another of equal length, so that the archive contains one path twice. */
const duplicates: Mutation = (bundle) =>
  Buffer.from(Buffer.from(bundle).toString('latin1').replaceAll('SHA256SUMS', 'path.jsonl'), 'latin1');

const entriesOf = (bundle: Uint8Array): [string, Uint8Array][] => Object.entries(unzipSync(bundle));
const zipped = (entries: readonly [string, Uint8Array][]): Uint8Array =>
  zipSync(Object.fromEntries(entries.map(([path, bytes]) => [path, [bytes, { level: 0 }]])) as Zippable);

const swapped: Mutation = (bundle, dice) => {
  const entries = entriesOf(bundle);
  const [a, b] = [entries[dice(entries.length)], entries[dice(entries.length)]];
  if (a !== undefined && b !== undefined) [a[1], b[1]] = [b[1], a[1]];
  return dice(2) === 0 ? zipped(entries) : resummed(entries);
};

const renamed: Mutation = (bundle, dice) => {
  const entries = entriesOf(bundle);
  const entry = entries[dice(entries.length)];
  if (entry !== undefined) entry[0] = pick(NAMES, dice);
  return zipped(entries);
};

/** Changes content and keeps the checksums valid, so that only a check of the content can refuse it. */
const forged: Mutation = (bundle, dice) => {
  const entries = entriesOf(bundle);
  const readable = entries.filter(([path]) => /\.jsonl?$/.test(path) && !path.endsWith('manifest.json'));
  const entry = readable[dice(readable.length)];
  if (entry !== undefined) entry[1] = strToU8(changedJson(entry[0], strFromU8(entry[1]), dice));
  return resummed(entries);
};

const lines: Mutation = (bundle, dice) => {
  const entries = entriesOf(bundle);
  const entry = entries.find(([path]) => path.endsWith('/events.jsonl'));
  if (entry === undefined) return bundle;
  const rows = strFromU8(entry[1]).trimEnd().split('\n');
  const [a, b] = [dice(rows.length), dice(rows.length)];
  if (dice(3) === 0) rows.splice(a, 1);
  else if (dice(2) === 0) rows.splice(b, 0, rows[a] ?? '');
  else [rows[a], rows[b]] = [rows[b] ?? '', rows[a] ?? ''];
  // Renumbers the events, so that only their order is wrong.
  const numbered = rows.map((row, index) => row.replace(/"seq":\d+/, `"seq":${index + 1}`));
  entry[1] = strToU8(`${numbered.join('\n')}\n`);
  return resummed(entries);
};

function resummed(entries: [string, Uint8Array][]): Uint8Array {
  const manifest = entries.find(([path]) => path.endsWith('/manifest.json'));
  if (manifest === undefined) return zipped(entries);
  try {
    const json = JSON.parse(strFromU8(manifest[1])) as { files: { path: string }[] };
    const files = json.files.map((file) => {
      const bytes = entries.find(([path]) => path.endsWith(`/${file.path}`))?.[1];
      return bytes === undefined ? file : { ...file, bytes: bytes.length, sha256: sha256(bytes) };
    });
    manifest[1] = strToU8(JSON.stringify({ ...json, files }));
  } catch {
    // The mutation has removed the manifest.
  }
  return zipped(entries);
}

function changedJson(path: string, text: string, dice: Dice): string {
  if (!path.endsWith('.jsonl')) return changedValue(text, dice);
  const rows = text.trimEnd().split('\n');
  const at = dice(rows.length);
  rows[at] = changedValue(rows[at] ?? '', dice);
  return `${rows.join('\n')}\n`;
}

/** Replaces or removes one value of a document. */
function changedValue(text: string, dice: Dice): string {
  if (text.trim() === '') return text;
  let places = 0;
  JSON.parse(text, () => void places++);
  const wanted = dice(places + 1);
  let at = 0;
  const changed: unknown = JSON.parse(text, (_, value: unknown) =>
    at++ === wanted ? (dice(4) === 0 ? undefined : pick(VALUES, dice)) : value,
  );
  return JSON.stringify(changed) ?? 'null';
}

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'flipped bits': bitFlips,
  truncation,
  'moved pieces': splice,
  'wrong headers': headers,
  'duplicate names': duplicates,
  'swapped entries': swapped,
  'hostile names': renamed,
  'forged values': forged,
  'lines out of order': lines,
};
