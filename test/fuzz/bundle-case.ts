/** A hostile bundle, report or compact line for a seed, from a zip writer and a document generator of their own. */
import { createHash } from 'node:crypto';
import { Manifest } from '../../src/bundle/manifest.ts';
import { type Dice, diceOf } from '../../src/bundle/testing/mutations.ts';
import { COMPACT_MARK, CompactReport } from '../../src/model/compact.ts';
import { Report } from '../../src/model/report.ts';
import { SessionEvent } from '../../src/model/session.ts';
import { mapStrings } from '../../src/redact/walk.ts';
import { goldenLog, goldenNames } from '../support/golden-session.ts';
import { anyJson } from './any-json.ts';
import { damagedZip } from './damaged-zip.ts';
import { hostile, pick } from './payloads.ts';
import { shaped } from './shaped.ts';
import { type ZipPart, zipOf } from './zip-of.ts';

export interface BundleCase {
  kind: string;
  /** The file's name, which the reader ignores. */
  suffix: 'zip' | 'json' | 'txt';
  bytes: Buffer;
}

type Files = Record<string, string>;

const RECORDED = goldenNames();
const FOLDER = 'gitpod-doctor-20261123T120000Z-1a2b3c4d';

export function bundleCase(seed: number): BundleCase {
  const dice = diceOf(seed);
  const drawn = dice(100);
  if (drawn < 35) return packed('a recorded session, hostile in places', plantedFiles(dice));
  if (drawn < 60) return packed('documents by their schemas', shapedFiles(dice));
  if (drawn < 68) return { kind: 'a bare report', suffix: 'json', bytes: Buffer.from(JSON.stringify(shaped(Report, dice))) };
  if (drawn < 75) return { kind: 'a compact line', suffix: 'txt', bytes: compactLine(dice) };
  if (drawn < 85) return packed('any JSON under right sums', anyFiles(dice));
  return { kind: 'a zip that lies', suffix: 'zip', bytes: damagedZip(partsOf(plantedFiles(dice)), FOLDER, dice) };
}

function packed(kind: string, files: Files): BundleCase {
  return { kind, suffix: 'zip', bytes: zipOf(partsOf(files)) };
}

/** Each file, and a manifest with valid checksums. */
function partsOf(files: Files): ZipPart[] {
  const all = { ...files, 'manifest.json': files['manifest.json'] ?? manifestOf(files) };
  return Object.entries(all).map(([path, text]) => ({ name: Buffer.from(`${FOLDER}/${path}`), bytes: Buffer.from(text) }));
}

function manifestOf(files: Files, over: object = {}): string {
  const listed = Object.entries(files).map(([path, text]) => ({
    path,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
    mediaType: 'application/json',
    sanitisation: 'typed',
  }));
  return JSON.stringify({
    schema: 'gitpod-doctor/bundle@1',
    name: FOLDER,
    createdAt: '2026-11-23T12:00:00Z',
    tool: { name: 'gitpod-doctor', version: '0.1.0' },
    catalog: { version: '2026-11-23', source: 'https://example.test/', sha256: 'ab'.repeat(32), overlay: null },
    startedAt: '2026-11-23T12:00:00Z',
    durationMs: 1,
    schemas: [],
    redaction: { level: 'standard', rulesVersion: 1, keyId: '0123456789abcdef' },
    consent: { how: 'flag', at: '2026-11-23T12:00:00Z' },
    omissions: [],
    ...over,
    files: listed,
  });
}

/** One to six strings of a recorded session are hostile, at any position. */
function plantedFiles(dice: Dice): Files {
  const events = recorded(pick(RECORDED, dice));
  const words = new Set<string>();
  for (const event of events) mapStrings(SessionEvent, event, (text) => void words.add(text));
  const planted = new Map(Array.from({ length: 1 + dice(6) }, () => pick([...words], dice)).map((word) => [word, hostile(word, dice)]));
  const lines = events.map((event) => JSON.stringify(mapStrings(SessionEvent, event, (text) => planted.get(text) ?? text)));
  return { 'events.jsonl': `${lines.join('\n')}\n`, 'report.json': JSON.stringify(smallReport(dice)), 'redaction.json': '{}' };
}

const LOGS = new Map<string, SessionEvent[]>();

function recorded(name: string): SessionEvent[] {
  const lines =
    LOGS.get(name) ??
    goldenLog(name)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as SessionEvent);
  LOGS.set(name, lines);
  return lines;
}

function shapedFiles(dice: Dice): Files {
  const begin = { ...(shaped(optionOf('session-started'), dice) as object) };
  const events = [
    begin,
    shaped(optionOf('profile-set'), dice) as object,
    ...Array.from({ length: 1 + dice(12) }, () => shaped(SessionEvent, dice) as object),
  ];
  const lines = events
    .filter((event, index) => index === 0 || !('type' in event && event.type === 'session-started'))
    .map((event, index) => JSON.stringify({ ...event, seq: index + 1, atMs: index }));
  const files = { 'events.jsonl': `${lines.join('\n')}\n`, 'report.json': JSON.stringify(shaped(Report, dice)), 'redaction.json': '{}' };
  const manifest = shaped(Manifest, dice) as object;
  return dice(2) === 0 ? files : { ...files, 'manifest.json': manifestOf(files, manifest) };
}

function optionOf(type: string) {
  const option = SessionEvent.options.find(({ shape }) => shape.type.value === type);
  if (option === undefined) throw new Error(`there is no event ${type}`);
  return option;
}

function smallReport(dice: Dice): unknown {
  return { ...(shaped(Report, dice) as object), observations: [], findings: [], requirements: [] };
}

function anyFiles(dice: Dice): Files {
  const files: Files = { ...plantedFiles(dice) };
  const target = pick(['events.jsonl', 'report.json', 'redaction.json', 'manifest.json', 'extra.json', 'report.html'], dice);
  const first = files['events.jsonl']?.split('\n')[0] ?? '';
  files[target] = target === 'events.jsonl' && dice(2) === 0 ? `${first}\n${anyJson(dice)}\n` : anyJson(dice);
  return files;
}

function compactLine(dice: Dice): Buffer {
  const line = `${COMPACT_MARK}${JSON.stringify(shaped(CompactReport, dice))}`;
  const wrapped = pick(
    [
      line,
      `${hostile('x', dice)}\n${line}`,
      line.slice(0, dice(line.length)),
      JSON.stringify({ InstanceId: hostile('i-1', dice), Status: 'Success', StandardOutputContent: line }),
    ],
    dice,
  );
  return Buffer.from(wrapped);
}
