/** Which pseudonym of a bundle stands for what. The maps are kept like sessions; nothing of them ever leaves this machine. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { privateFolder, readIfThere, writeNew } from './folder.ts';
import { forgetAllBut, KEPT } from './newest.ts';

const ENDING = '.json';

const DecodeMap = z.object({ schema: z.literal('gitpod-doctor/decode@1'), names: z.record(z.string(), z.string()) });

/** Replaces the map of an earlier bundle of the same session. False where the store cannot be used: the bundle itself is written. */
export function keepDecodeMap(folder: string, id: string, names: Readonly<Record<string, string>>): boolean {
  try {
    const maps = privateFolder(join(folder, 'decode'));
    const path = join(maps, `${id}${ENDING}`);
    rmSync(path, { force: true });
    writeNew(path, `${JSON.stringify({ schema: 'gitpod-doctor/decode@1', names } satisfies z.infer<typeof DecodeMap>)}\n`);
    forgetAllBut(maps, ENDING, KEPT);
    return true;
  } catch {
    return false;
  }
}

/** Null where this machine keeps no map of that session, or none that can be read. */
export function decodeMapOf(folder: string, id: string): ReadonlyMap<string, string> | null {
  try {
    const bytes = readIfThere(join(folder, 'decode', `${id}${ENDING}`));
    return bytes === null ? null : new Map(Object.entries(DecodeMap.parse(JSON.parse(bytes.toString('utf8'))).names));
  } catch {
    return null;
  }
}
