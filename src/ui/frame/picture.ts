/**
 * A frame in parts: header, body, notice and hints, each within its space. Ink lays them out by Box (`components/`). Before Ink is loaded
 * they are painted as lines (`paint.ts`); tests read these lines too.
 */
import type { Hint } from '../../app/actions/action.ts';
import { hintsOf } from '../../app/actions/index.ts';
import { windowFrom } from '../../app/input/window.ts';
import type { ScreenName } from '../../app/screen-name.ts';
import type { UiState } from '../../app/screens/input.ts';
import { isTooSmall, type Size } from '../../app/screens/too-small.ts';
import type { Layout, ScreenOrFault } from '../../app/store.ts';
import { alignEnds, BLANK, cutLine, type Line } from '../../render/line/line.ts';
import { type BodyParts, type BodySize, bodyLines, MIN_TWO_PANE_WIDTH, type ScreenBody } from '../screens/body.ts';
import { tooSmallLines } from '../screens/short.ts';
import { fittingHints, footerLine } from './footer.ts';
import { type HeaderEnds, headerEnds, NO_HEADER } from './header.ts';
import { ruleLine } from './rule.ts';

export interface Picture extends Layout {
  name: ScreenName;
  size: Size;
  /** Null if the terminal is so small that only a sentence fits. */
  frame: { header: readonly HeaderEnds[]; notice: string; hints: readonly Hint[] } | null;
  /** The visible part of the body, no higher than its space. */
  body: BodyParts;
  /** The frame as lines, one for each line of the terminal. */
  readonly lines: Line[];
}

/** The header is two lines and a rule, the footer a rule and the hints. */
const AROUND = 5;

/** `bodyOf` makes the body for the remaining space. */
export function composePicture<S extends ScreenOrFault>(
  shown: S,
  ui: UiState,
  size: Size,
  bodyOf: (shown: S, room: BodySize) => ScreenBody,
  running = false,
): Picture {
  const { columns: width, rows } = size;
  if (isTooSmall(size)) {
    const body = { lines: tooSmallLines({ width, height: rows }) };
    return withLines({ name: 'too-small', size, frame: null, body, maxScroll: 0, page: 1, wide: false });
  }
  const wide = width >= MIN_TWO_PANE_WIDTH;
  const height = rows - AROUND;
  const whole = bodyOf(shown, { width, height });
  const { from, to } = windowFrom(whole.kind === 'scroll' ? ui.scroll : 0, whole.lines.length, height);
  const maxScroll = whole.kind === 'scroll' ? Math.max(0, whole.lines.length - height) : 0;
  const screen = 'screen' in shown ? shown.screen : null;
  const frame = {
    header: screen === null ? NO_HEADER : headerEnds(screen.header, width),
    notice: ui.notice ?? whole.note ?? scrollNote(whole, from, to),
    hints: fittingHints(hintsOf({ screen, ui, running, maxScroll, wide }), width - 2),
  };
  const body = whole.kind === 'scroll' ? { ...whole, lines: whole.lines.slice(from, to) } : whole;
  return withLines({ name: screen?.name ?? 'fault', size, frame, body, maxScroll, page: Math.max(1, height - 2), wide });
}

function withLines(parts: Omit<Picture, 'lines'>): Picture {
  return {
    ...parts,
    get lines() {
      return linesOf(parts);
    },
  };
}

function linesOf({ size, frame, body }: Omit<Picture, 'lines'>): Line[] {
  const { columns: width, rows } = size;
  const exactly = (lines: readonly Line[], height: number): Line[] =>
    Array.from({ length: height }, (_, index) => cutLine(lines[index] ?? BLANK, width));
  if (frame === null) return exactly(body.lines, rows);
  const height = rows - AROUND;
  return [
    ...frame.header.map(({ left, right }) => alignEnds(left, right, width)),
    ruleLine(width),
    ...exactly(bodyLines(body, { width, height }), height),
    ruleLine(width, frame.notice),
    footerLine(frame.hints),
  ];
}

function scrollNote(body: ScreenBody, from: number, to: number): string {
  const hidden = body.kind === 'scroll' && body.lines.length > to - from;
  const more = to < body.lines.length ? ', ↓ more' : '';
  return hidden ? `lines ${from + 1} to ${to} of ${body.lines.length}${more}` : '';
}
