/** One file or stream being collected; at the end it reports whether it held any result. */
import { COMPACT_MARK } from '../../model/compact.ts';
import { createCompact, UNKNOWN_PLACE } from '../line/compact-of.ts';
import { hasCompactMark, readFleetLines } from '../line/read.ts';
import type { Collection } from '../merge/collection.ts';
import { contentsOf } from './documents.ts';
import { createScanner } from './scanner.ts';

export interface FleetSource {
  push(text: string): void;
  /** `results`: the number of machines with a result. `isBrokenReport`: a report that cannot be read. */
  end(): { results: number; machines: number; isBrokenReport: boolean };
}

export function createFleetSource(collection: Collection, source: string): FleetSource {
  const named = INSTANCE.exec(source)?.[1] ?? null;
  let results = 0;
  let machines = 0;
  let isBrokenReport = false;

  /** The number of results in a text. */
  const takeText = (text: string, instance: string | null): number => {
    let found = 0;
    if (!hasCompactMark(text)) return found;
    for (const line of readFleetLines(text)) {
      found++;
      if (line.is === 'compact') collection.add(line.compact, { instance, source });
      else collection.unread({ instance, source }, line.is);
    }
    results += found;
    return found;
  };

  const takeDocument = (text: string) => {
    const held = contentsOf(text);
    if (held === null) return void takeText(text, named);
    for (const each of held) {
      if (each.is === 'report') {
        results++;
        collection.add(createCompact(each.report, UNKNOWN_PLACE), { instance: named, source, isReport: true });
      } else if (each.is === 'broken-report') isBrokenReport = true;
      else {
        const instance = each.instance ?? named;
        if (each.instance !== null) machines++;
        if (takeText(each.text, instance) === 0 && each.why !== null) collection.silent({ instance, source }, each.why);
      }
    }
  };

  const scanner = createScanner({ document: takeDocument, line: (text) => takeText(text, named) }, COMPACT_MARK);
  return {
    push: scanner.push,
    end() {
      scanner.end();
      if (results === 0 && named !== null) {
        machines++;
        collection.silent({ instance: named, source }, 'no line of gitpod-doctor in its output');
      }
      return { results, machines, isBrokenReport };
    },
  };
}

/** `<command>/<instance>/awsrunShellScript/…/stdout`, as Systems Manager lays out its output in a bucket. */
const INSTANCE = /(?:^|[\\/])(m?i-[0-9a-f]{8,17})(?=[\\/])/;
