import { describe, expect, it } from 'vitest';
import type { Row } from '../../documents/rows/rows.ts';
import { storyInput } from '../../documents/testing/story.ts';
import type { StatusWord } from '../../render/status-words.ts';
import { presentWatch, recordRun, STRIP_LENGTH, watchedNotice, watchedRows } from './watch.ts';
import type { WatchPicture } from './watch-view.ts';

const WATCH = { requirements: ['gateway.api-8443'], runs: 0, intervalMs: 3000, nextInMs: 1200 };

function rows(status: StatusWord): Row[] {
  return watchedRows(WATCH, storyInput()).map((row) => ({ ...row, status }));
}

describe('the strip of results of a watched row', () => {
  it('shows the last runs, newest last, and marks a change until three more runs have ended', () => {
    let picture: WatchPicture | null = null;
    const news: boolean[] = [];
    for (const [run, status] of (['FAIL', 'FAIL', 'PASS', 'PASS', 'PASS', 'PASS'] as const).entries()) {
      picture = recordRun(picture, run, rows(status));
      news.push(presentWatch({ watch: { ...WATCH, runs: run }, picture, frozen: null }, storyInput()).rows[0]?.isNew ?? false);
    }
    expect(news).toEqual([false, false, true, true, true, false]);
    expect(Object.values(picture?.strips ?? {})).toEqual([['FAIL', 'FAIL', 'PASS', 'PASS', 'PASS', 'PASS']]);
  });

  it('stays as short after 20,000 runs as after 40', () => {
    const [fails, passes] = [rows('FAIL'), rows('PASS')];
    let picture = recordRun(null, 0, fails);
    const sizes = new Set<number>();
    for (let run = 1; run <= 20_000; run += 1) {
      picture = recordRun(picture, run, run % 2 === 0 ? fails : passes);
      if (run >= 10_000) sizes.add(JSON.stringify(picture).length);
    }
    expect(Object.values(picture.strips)[0]).toHaveLength(STRIP_LENGTH);
    expect(sizes.size).toBe(1);
  });
});

describe('the text of a watch', () => {
  const beat = (changes: object, frozen: number | null = null) =>
    presentWatch({ watch: { ...WATCH, ...changes }, picture: recordRun(null, 7, rows('FAIL')), frozen }, storyInput()).beat;

  it.each([
    [{ runs: 7, intervalMs: 10_125, nextInMs: 3600 }, null, 'run 7, next in 4 s'],
    [{ runs: 7, nextInMs: null }, null, 'run 8 is measured'],
    [{ runs: 7 }, 0, 'frozen at run 7'],
    [{ runs: 7 }, 5, 'frozen at run 7, 5 newer'],
  ])('gives the number of the run: %j, frozen at %j, gives “%s”', (changes, frozen, words) => {
    expect(beat(changes, frozen)).toBe(words);
  });

  it.each([
    [{ runs: 2, kept: 2 }, 'Watched 2 runs; all runs are kept.'],
    [{ runs: 212, kept: 5 }, 'Watched 212 runs; kept: the first, the last and every change (5).'],
  ])('says at the end which runs are kept: %j gives “%s”', (last, words) => {
    expect(watchedNotice({ watches: [{ requirements: [], ...last }] })).toBe(words);
  });

  it('keeps the last result of a row while the row is being measured again', () => {
    const live = { running: [], done: 0, total: 1, elapsedMs: 5 };
    const [row] = presentWatch(
      { watch: { ...WATCH, nextInMs: null }, picture: recordRun(null, 0, rows('FAIL')), frozen: null },
      storyInput({ live }),
    ).rows;
    expect(row?.status).toBe('FAIL');
  });
});
