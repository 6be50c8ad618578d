import { describe, expect, it } from 'vitest';
import { SCREEN_NAMES } from '../../app/screen-name.ts';
import { INITIAL_UI } from '../../app/screens/input.ts';
import { presentScreen } from '../../app/screens/screen.ts';
import { lineText, lineWidth } from '../../render/line/line.ts';
import { FIXTURES, shownBy } from '../testing/fixtures.ts';
import { drawFrame } from './draw-frame.ts';

const SIZES = [
  { columns: 60, rows: 16 },
  { columns: 80, rows: 24 },
  { columns: 140, rows: 40 },
] as const;

const cases = SCREEN_NAMES.filter((name) => name !== 'too-small').flatMap((name) =>
  SIZES.map((size) => ({ name, size, title: `${size.columns}×${size.rows}` })),
);

describe('a frame', () => {
  it.each(cases)(
    'has the exact height, no line that is too wide, the words and the footer of the screen: $name at $title',
    ({ name, size }) => {
      const { input, words, footer } = FIXTURES[name];
      const drawn = drawFrame(shownBy(FIXTURES[name]), input.ui, size, input.live !== null);
      const text = drawn.lines.map(lineText);
      expect(drawn.name).toBe(name);
      expect(drawn.lines).toHaveLength(size.rows);
      expect(Math.max(...drawn.lines.map(lineWidth))).toBeLessThanOrEqual(size.columns);
      for (const word of words) expect(text.join('\n')).toContain(word);
      for (const word of footer) expect(text.at(-1)).toContain(word);
    },
  );

  it.each([
    [60, 'demo   on: the runner   values: masked (m)'],
    [80, 'demo   on: the runner   region: us-east-1   values: masked (m)'],
    [140, 'demo: ami-hidden-by-allowed-images   on: the runner   region: us-east-1   values: masked (m)'],
  ])("omits from its header at %i columns first the demo's name and then the region, but never a label", (columns, header) => {
    const { input } = FIXTURES.step;
    const screen = presentScreen({ ...input, session: { ...input.session, demo: 'ami-hidden-by-allowed-images' } });
    const [first] = drawFrame({ screen }, input.ui, { columns, rows: 24 }).lines;
    expect(
      lineText(first ?? [])
        .replace(/ {3,}/g, '   ')
        .trim(),
    ).toBe(`gitpod-doctor   ${header}`);
  });

  it('shows a remark or an error in full on further lines when its own line is truncated', () => {
    const input = { ...FIXTURES.step.input, live: null, ui: { ...FIXTURES.step.input.ui, cursor: 1 } };
    const step = drawFrame({ screen: presentScreen(input) }, input.ui, { columns: 80, rows: 24 })
      .lines.map(lineText)
      .join('\n');
    expect(step).toContain('Evidence, row 2: unexpected issuer (Acme Inspection CA)');
    const fault = drawFrame(shownBy(FIXTURES.fault), INITIAL_UI, { columns: 60, rows: 16 }).lines.map(lineText).join('\n');
    expect(fault.replace(/\s+/g, ' ')).toContain('a bug of this tool, not of your network.');
  });

  it('contains only one sentence in a terminal below the smallest size', () => {
    const drawn = drawFrame(shownBy(FIXTURES.step), FIXTURES.step.input.ui, { columns: 20, rows: 5 });
    expect(drawn.lines).toHaveLength(5);
    expect(drawn.lines.map(lineText).join(' ').replace(/\s+/g, ' ').trim()).toBe('This terminal is 20×5; 60×16 is needed.');
  });

  it('shows every line of a long body when scrolled', () => {
    const { input } = FIXTURES.help;
    const size = { columns: 60, rows: 16 };
    const first = drawFrame(shownBy(FIXTURES.help), input.ui, size);
    expect(first.maxScroll).toBeGreaterThan(0);
    const last = drawFrame(shownBy(FIXTURES.help), { ...input.ui, scroll: first.maxScroll }, size);
    expect(last.lines.map(lineText).join('\n')).toContain('not measured; the row says why');
  });
});
