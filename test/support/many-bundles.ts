/** Any number of bundles, each with its own time and key: one valid bundle, written again. */
import { createHash } from 'node:crypto';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const DAY_MS = 24 * 60 * 60 * 1000;

export function* manyBundles(sound: Uint8Array, howMany: number): Generator<Uint8Array> {
  const entries = unzipSync(sound);
  const at = (name: string) => Object.keys(entries).find((path) => path.endsWith(`/${name}`)) ?? name;
  const text = (name: string) => strFromU8(entries[at(name)] ?? new Uint8Array());
  const [report, events] = [text('report.json'), text('events.jsonl')];
  const { startedAt } = JSON.parse(report) as { startedAt: string };
  const manifest = JSON.parse(text('manifest.json')) as { files: { path: string; bytes: number; sha256: string }[]; redaction: object };
  for (let number = 0; number < howMany; number++) {
    const time = new Date(Date.parse('2026-11-01T00:00:00Z') + (number * 30 * DAY_MS) / howMany).toISOString();
    const contents: Record<string, Uint8Array> = {
      ...entries,
      [at('report.json')]: strToU8(report.replaceAll(startedAt, time)),
      [at('events.jsonl')]: strToU8(events.replaceAll(startedAt, time)),
    };
    const files = manifest.files.map((file) => {
      const bytes = contents[at(file.path)] ?? new Uint8Array();
      return { ...file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    });
    const redaction = { ...manifest.redaction, keyId: (number % 200).toString(16).padStart(12, '0') };
    contents[at('manifest.json')] = strToU8(JSON.stringify({ ...manifest, files, redaction }));
    yield zipSync(contents, { level: 1 });
  }
}
