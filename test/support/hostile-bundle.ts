/** A bundle and a report with valid checksums in which every string that the reader accepts ends in terminal control sequences. */
import { createHash } from 'node:crypto';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readBundle } from '../../src/bundle/index.ts';
import { compact } from '../../src/fleet/testing/places.ts';
import { COMPACT_MARK, CompactReport } from '../../src/model/compact.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Field by field; a refused field stays unchanged. */
export async function hostileBundle(sound: Uint8Array, payload: string): Promise<{ zip: Uint8Array; report: string; fields: string[] }> {
  const entries = unzipSync(sound);
  const at = (name: string) => Object.keys(entries).find((path) => path.endsWith(`/${name}`)) ?? name;
  let report = JSON.parse(strFromU8(entries[at('report.json')] ?? new Uint8Array())) as Json;
  const lines = strFromU8(entries[at('events.jsonl')] ?? new Uint8Array()).trimEnd();
  let events = JSON.parse(`[${lines.split('\n').join(',')}]`) as Json;
  const fields: string[] = [];
  for (const field of [...fieldsOf(report), ...fieldsOf(events)].filter((each, index, all) => all.indexOf(each) === index)) {
    const [nextReport, nextEvents] = [planted(report, field, payload), planted(events, field, payload)];
    const read = await readBundle(packed(nextReport, nextEvents));
    const bare = await readBundle(strToU8(JSON.stringify(nextReport)));
    if (!read.ok || !bare.ok) continue;
    [report, events] = [nextReport, nextEvents];
    fields.push(field);
  }
  return { zip: packed(report, events), report: JSON.stringify(report), fields };

  function packed(nextReport: Json, nextEvents: Json): Uint8Array {
    const contents: Record<string, Uint8Array> = {
      ...entries,
      [at('report.json')]: strToU8(JSON.stringify(nextReport)),
      [at('events.jsonl')]: strToU8((nextEvents as Json[]).map((event) => `${JSON.stringify(event)}\n`).join('')),
    };
    const manifest = JSON.parse(strFromU8(entries[at('manifest.json')] ?? new Uint8Array())) as { files: { path: string }[] };
    const files = manifest.files.map((file) => {
      const bytes = contents[at(file.path)] ?? new Uint8Array();
      return { ...file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    });
    contents[at('manifest.json')] = strToU8(JSON.stringify({ ...manifest, files }));
    return zipSync(contents, { level: 1 });
  }
}

/** A line of `check --compact` with a cause, its words and its failure, in whose every open field it stands. */
export function hostileLine(payload: string): string {
  let line = JSON.parse(
    JSON.stringify(compact({ host: 'box', causes: [{ rows: ['management.app'], fix: 'do it', targets: ['app.gitpod.io:443'] }] })),
  ) as Json;
  for (const field of new Set(fieldsOf(line))) {
    const next = planted(line, field, payload);
    if (CompactReport.safeParse(next).success) line = next;
  }
  return `${COMPACT_MARK}${JSON.stringify(line)}`;
}

function fieldsOf(value: Json, name = ''): string[] {
  if (typeof value === 'string') return [name];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => fieldsOf(inner, Array.isArray(value) ? name : key));
}

function planted(value: Json, field: string, payload: string, name = ''): Json {
  if (typeof value === 'string') return name === field ? `${value} ${payload}` : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((inner) => planted(inner, field, payload, name));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, planted(inner, field, payload, key)]));
}
