import { describe, expect, it } from 'vitest';
import type { Row } from '../documents/rows/rows.ts';
import { INITIAL_PROGRESS, nextProgressLines, type ProgressState, type ProgressView, progressText } from './telling.ts';

function row(observation: string | null, changes: Partial<Row> = {}): Row {
  return {
    ...{ number: 1, status: 'PASS', what: 'HTTPS', target: `${observation}.example`, duration: '12 ms', remark: '' },
    ...{ requirement: `r.${observation}`, observation, running: false },
    ...changes,
  };
}

function sight(rows: readonly Row[], changes: Partial<ProgressView> = {}): ProgressView {
  return {
    place: 'gateway',
    heading: ['Gateway'],
    requirements: ['r.o1', 'r.o2'],
    live: { done: 0, total: 2, elapsedMs: 1000 },
    checking: null,
    rows: (_, isOver) => rows.map((each) => (isOver ? { ...each, running: false } : each)),
    madeAt: Object.fromEntries(
      rows.flatMap(({ observation, running }) => (observation === null || running ? [] : [[observation, 'first']])),
    ),
    elsewhere: new Set(),
    ...changes,
  };
}

/** All output for consecutive states, a second apart. */
function told(...sights: readonly ProgressView[]): string[][] {
  let telling: ProgressState = INITIAL_PROGRESS;
  return sights.map((each, index) => {
    const said = nextProgressLines(telling, each, index * 1000);
    telling = said.telling;
    return said.lines;
  });
}

const running = row('o2', { status: 'WAIT', running: true });

describe('the conversation while a step is measured', () => {
  it('prints the heading once, and each check once, after it has ended', () => {
    const done = sight([row('o1'), row('o2', { status: 'FAIL' })], { live: null });
    expect(told(sight([]), sight([row('o1'), running]), sight([row('o1'), running]), done, done)).toEqual([
      ['Gateway'],
      ['PASS    HTTPS       o1.example  12 ms'],
      [],
      ['FAIL    HTTPS       o2.example  12 ms'],
      [],
    ]);
  });

  it('says once why controls are measured', () => {
    const checking = 'Checking whether it is the network as a whole';
    const failed = [row('o1', { status: 'FAIL' })];
    expect(told(sight([]), sight(failed, { checking }), sight(failed, { checking }), sight(failed, { live: null }))).toEqual([
      ['Gateway'],
      ['FAIL    HTTPS       o1.example  12 ms', `${checking}.`],
      [],
      [],
    ]);
  });

  it('omits earlier results, but prints a repeated measurement', () => {
    const old = { o1: 'first' };
    const begin = sight([row('o1')], { madeAt: old });
    const over = sight([row('o1')], { madeAt: old, live: null });
    const again = sight([row('o1')], { madeAt: { o1: 'second' } });
    // Its remark is new, so it is printed again at the end of the step.
    expect(told(begin, over, begin, again, again)).toEqual([
      ['Gateway'],
      ['PASS    HTTPS       o1.example  12 ms'],
      ['Gateway'],
      ['PASS    HTTPS       o1.example  12 ms'],
      [],
    ]);
  });

  it('prints a requirement again at the end of the step when its status has changed', () => {
    expect(told(sight([]), sight([row('o1')]), sight([row('o1', { status: 'UNSURE' })], { live: null }))[2]).toEqual([
      'UNSURE  HTTPS       o1.example  12 ms',
    ]);
  });

  it('gives the number of unmeasured requirements and of requirements not needed on this machine', () => {
    const rows = [row(null, { status: 'SKIP', remark: 'does not apply here', requirement: 'r.o1' }), row('o2')];
    expect(told(sight([]), sight(rows, { live: null, elsewhere: new Set(['r.o2']) }))[1]).toEqual([
      '1 row not measured: does not apply here.',
      '1 row not listed: not needed on this machine; run it where it is needed.',
    ]);
  });

  it('prints the last results of a step before the heading of the next step', () => {
    const next = sight([running], { place: 'releases', heading: ['Releases'] });
    expect(told(sight([running]), next)[1]).toEqual(['WAIT    HTTPS       o2.example  12 ms', 'Releases']);
  });
});

describe('the conversation during a pause', () => {
  it('says after ten seconds, and then every thirty seconds, that the work continues', () => {
    let telling: ProgressState = INITIAL_PROGRESS;
    const spoke: number[] = [];
    for (let second = 0; second < 80; second += 1) {
      const said = nextProgressLines(telling, sight([running]), second * 1000);
      telling = said.telling;
      if (said.lines.some((line) => line.startsWith('Still working'))) spoke.push(second);
    }
    expect(spoke).toEqual([10, 40, 70]);
  });

  it('says what the program waits for', () => {
    const rows = ['o1', 'o2', 'o3', 'o4'].map((id) => row(id, { status: 'WAIT', running: true, duration: '8 s' }));
    expect(progressText(sight(rows, { live: { done: 3, total: 8, elapsedMs: 12_000 } }))).toBe(
      'Still working: 3 of 8 done, 12.0 s; waiting for HTTPS o1.example 8 s, HTTPS o2.example 8 s, 2 more.',
    );
  });
});
