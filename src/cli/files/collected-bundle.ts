/** Adds a bundle to `fleet collect`, diagnosed again by the current rules. */
import { type ReadProblem, readBundle } from '../../bundle/index.ts';
import { type Collection, createCompactReport, originOfBundle, UNKNOWN_PLACE } from '../../fleet/index.ts';
import { rediagnose } from './named-report.ts';

/** Adds the bundle, or returns the reason why it cannot be read. Secrets are removed from everything that a collection shows. */
export async function collectBundle(bytes: Uint8Array, collection: Collection, source: string): Promise<ReadProblem | null> {
  const read = await readBundle(bytes);
  if (!read.ok) return read;
  const today = rediagnose(read.events);
  const [bundle, keyId] = [read.manifest?.name ?? null, read.manifest?.redaction.keyId ?? null];
  const compact = { ...createCompactReport(today, UNKNOWN_PLACE), maskedBy: keyId };
  collection.add(compact, { instance: null, source, ...originOfBundle(read.report, today, { bundle, keyId }) });
  return null;
}
