/** What Chromium returned for each script: written by `npm run proxy-scripts`, compared with our answers by the test in this folder. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from './chromium/net-log.ts';
import { FOLDER, type Script } from './scripts.ts';

const FILE = join(FOLDER, 'chromium.json');

/** The answer for most URLs, and the positions of the URLs with another answer. */
interface Compact {
  sha256: string;
  load?: string;
  most: string | null;
  others?: Record<string, number[]>;
}

export interface Recorded {
  chromium: string;
  urls: string[];
  scripts: Record<string, Compact>;
}

export function readRecorded(): Recorded {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Recorded;
}

/** One line per script, in the order of the table. */
export function writeRecorded({ chromium, urls, scripts }: Recorded, order: readonly Script[]): void {
  const lines = order.flatMap(({ name }) =>
    scripts[name] === undefined ? [] : `    ${JSON.stringify(name)}: ${JSON.stringify(scripts[name])}`,
  );
  const head = `  "chromium": ${JSON.stringify(chromium)},\n  "urls": ${JSON.stringify(urls, null, 2).replaceAll('\n', '\n  ')},\n`;
  writeFileSync(FILE, `{\n${head}  "scripts": {\n${lines.join(',\n')}\n  }\n}\n`);
}

export function digest({ bytes, contentType }: Script): string {
  return createHash('sha256').update(contentType).update(bytes).digest('hex').slice(0, 12);
}

const UNASKED = 'not asked';

export function compact(script: Script, { answers, load }: Result): Compact {
  const places = new Map<string, number[]>();
  answers.forEach((answer, place) => {
    const list = answer ?? UNASKED;
    places.set(list, [...(places.get(list) ?? []), place]);
  });
  const [[most = UNASKED] = [], ...others] = [...places].sort((a, b) => b[1].length - a[1].length);
  return {
    sha256: digest(script),
    ...(load === null ? {} : { load }),
    most,
    ...(others.length === 0 ? {} : { others: Object.fromEntries(others) }),
  };
}

/** The answer for each URL in order; null if Chromium did not run the script for it, or its log does not show it. */
export function answersOf({ most, others = {} }: Compact, urls: readonly string[]): (string | null)[] {
  const answers = urls.map(() => most);
  for (const [list, places] of Object.entries(others)) for (const place of places) answers[place] = list;
  return answers.map((answer) => (answer === UNASKED ? null : answer));
}
