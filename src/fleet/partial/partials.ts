/** The partial collections in one file or stream, which can contain several, and other results before and after them. */
import type { Collection, PartialCollection } from '../merge/collection.ts';
import { beginsPartial, createPartialReader, type PartialReader } from './read.ts';

export interface PartialRemarks {
  /** Each is a sentence about the file, without its subject. */
  problems: readonly string[];
  notes: readonly string[];
}

export interface Partials {
  /** True if this line belongs to a partial collection. */
  take(line: string): boolean;
  /** `found`: the number of complete partial collections. `files`: the number of files from which they were made. */
  end(): { found: number; files: number; remarks: PartialRemarks };
}

export function createPartials(collection: Collection, source: string): Partials {
  /** `torn`: truncated or damaged in the last line. `broken`: in the rest of a partial collection that is not used. */
  let reader: PartialReader | 'torn' | 'broken' | null = null;
  let found = 0;
  let files = 0;
  const problems: string[] = [];
  const notes: string[] = [];

  const stop = (is: keyof typeof PROBLEMS) => {
    problems.push(PROBLEMS[is]);
    collection.unusable({ instance: null, source }, is);
    reader = 'broken';
  };
  const step = (line: string, from: PartialReader) => {
    const next = from.take(line);
    if (next.is === 'continues') return;
    if (next.is === 'torn') {
      reader = 'torn';
      return;
    }
    if (next.is !== 'whole') return stop(next.is);
    reader = null;
    found++;
    const added = collection.absorb(next.partial);
    // Equal parts without any result are different parts.
    if (added !== 'added' && !isEmpty(next.partial)) notes.push(NOTES[added]);
    if (added !== 'known') files += next.partial.files;
  };

  return {
    take(line) {
      if (beginsPartial(line)) {
        if (reader !== null && reader !== 'broken') stop('lost');
        reader = createPartialReader();
      } else if (reader === 'torn') stop('damaged');
      if (reader === null) return false;
      if (reader === 'broken') {
        if (line.startsWith(END)) reader = null;
      } else if (reader !== 'torn') step(line, reader);
      return true;
    },
    end() {
      if (reader !== null && reader !== 'broken') stop('lost');
      return { found, files, remarks: { problems, notes } };
    },
  };
}

function isEmpty({ state: { places, silent } }: PartialCollection): boolean {
  return places.length + silent.length === 0;
}

const END = '{"end":';

const PROBLEMS = {
  lost: 'contains a partial collection that was cut, so it is not used.',
  damaged: 'contains a partial collection that was damaged, so it is not used.',
  newer: 'contains a partial collection of a newer version; a newer gitpod-doctor reads it.',
} as const;

const NOTES = {
  known: 'contains a partial collection that was already read; it counts once.',
  overlaps:
    'contains a partial collection that was already read together with others. Its results count once, but the output also counts them as older results.',
} as const;
