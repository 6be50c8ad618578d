/** One file or stream of a collection. At its end it reports whether it contained any result. */
import { COMPACT_MARK } from '../../model/compact.ts';
import { createCompactReport, UNKNOWN_PLACE } from '../line/compact-of.ts';
import { readFleetLines } from '../line/read.ts';
import { hasCompactMark, isContinuation, minMissingCharacters } from '../line/wrappings.ts';
import type { Collection } from '../merge/collection.ts';
import { createPartials, type PartialRemarks } from '../partial/partials.ts';
import { contentsOf } from './documents.ts';
import { originOfReport } from './report-origin.ts';
import { createScanner, MAX_LINE_LENGTH } from './scanner.ts';

export interface FleetSource {
  push(text: string): void;
  end(): EndOfSource;
}

export interface EndOfSource {
  /** The number of machines with a result. */
  results: number;
  machines: number;
  /** True if a report cannot be read. */
  isBrokenReport: boolean;
  /** The number of files with results. A partial collection counts the files from which it was made. */
  files: number;
  /** The problems of its partial collections, and remarks about them. */
  partials: PartialRemarks;
}

export function createFleetSource(collection: Collection, source: string): FleetSource {
  const named = INSTANCE.exec(source)?.[1] ?? null;
  let results = 0;
  let machines = 0;
  let isBrokenReport = false;
  const partials = createPartials(collection, source);

  /** The number of results in a text. */
  const takeText = (text: string, instance: string | null): number => {
    let found = 0;
    if (!hasCompactMark(text)) return found;
    for (const line of readFleetLines(text)) {
      found++;
      if (line.is === 'compact') collection.add(line.compact, { instance, source, isDamaged: line.isDamaged });
      else collection.unread({ instance, source }, line.is === 'lost' && line.isDamaged ? 'damaged' : line.is);
    }
    results += found;
    return found;
  };

  /** A line that a terminal or a log has wrapped, and the length of the missing text. */
  let held: { text: string; missing: number; width: number; last: number } | null = null;
  const release = () => {
    if (held !== null) takeText(held.text, named);
    held = null;
  };
  const takeLine = (text: string) => {
    if (partials.take(text)) return release();
    if (held !== null && isContinuation(text, held.text)) {
      held.text += text;
      held.last = text.length;
      held.missing -= text.length;
      // The missing length does not include line ends and escapes, so it is computed again from the joined text.
      if (held.missing <= 0) held.missing = minMissingCharacters(held.text);
      if (held.missing <= 0 || held.text.length > MAX_LINE_LENGTH) release();
      return;
    }
    release();
    if (!hasCompactMark(text)) return;
    held = { text, missing: minMissingCharacters(text), width: text.length, last: text.length };
    if (held.missing === 0) release();
  };

  /** All parts of a wrapped line except the last have the same length. */
  const continues = (length: number) => held !== null && held.last === held.width && length <= held.width;

  const takeDocument = (text: string) => {
    release();
    if (partials.take(text)) return;
    const held = contentsOf(text);
    if (held === null) return void takeText(text, named);
    for (const each of held) {
      if (each.is === 'report') {
        results++;
        collection.add(createCompactReport(each.report, UNKNOWN_PLACE), { instance: named, source, ...originOfReport(each.report) });
      } else if (each.is === 'broken-report') isBrokenReport = true;
      else {
        const instance = each.instance ?? named;
        if (each.instance !== null) machines++;
        if (takeText(each.text, instance) === 0 && each.why !== null) collection.silent({ instance, source }, each.why);
      }
    }
  };

  const scanner = createScanner({ document: takeDocument, line: takeLine, continues }, COMPACT_MARK);
  return {
    push: scanner.push,
    end() {
      scanner.end();
      release();
      const { found, files, remarks } = partials.end();
      if (results + found === 0 && named !== null) {
        machines++;
        collection.silent({ instance: named, source }, 'no line of gitpod-doctor in its output');
      }
      return {
        ...{ results: results + found, machines, isBrokenReport },
        files: files + (found === 0 || results + machines > 0 ? 1 : 0),
        partials: remarks,
      };
    },
  };
}

/** `<command>/<instance>/awsrunShellScript/…/stdout`, the path that Systems Manager gives an output in a bucket. */
const INSTANCE = /(?:^|[\\/])(m?i-[0-9a-f]{8,17})(?=[\\/])/;
