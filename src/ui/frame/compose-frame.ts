/** What stands around the body of every screen, and the body between it: as many lines as the terminal has, none wider. */

import { hintsOf } from '../../app/actions/index.ts';
import { windowFrom } from '../../app/input/window.ts';
import type { ScreenName } from '../../app/screen-name.ts';
import type { UiState } from '../../app/screens/input.ts';
import { isTooSmall, type Size } from '../../app/screens/too-small.ts';
import type { Layout, Shown } from '../../app/store.ts';
import type { Room, ScreenBody } from '../screens/screen-body.ts';
import { tooSmallLines } from '../screens/too-small/too-small-lines.ts';
import { TWO_PANES_FROM, twoPanes } from '../screens/two-panes.ts';
import { BLANK, cutLine, type Line, line } from '../text/line.ts';
import { footerLine, rule } from './footer.ts';
import { headerLines } from './header.ts';

export interface Drawn extends Layout {
  name: ScreenName;
  lines: Line[];
}

/** Two lines and a rule above the body, a rule and the hints below it. */
const AROUND = 5;

/** `bodyOf` draws what is shown into the room that is left for it. */
export function composeFrame<S extends Shown>(
  shown: S,
  ui: UiState,
  size: Size,
  bodyOf: (shown: S, room: Room) => ScreenBody,
  running = false,
): Drawn {
  if (isTooSmall(size)) {
    const lines = tooSmallLines({ width: size.columns, height: size.rows });
    return { name: 'too-small', lines: exactly(lines, size), maxScroll: 0, page: 1, wide: false };
  }
  const wide = size.columns >= TWO_PANES_FROM;
  const room = { width: size.columns, height: size.rows - AROUND };
  const name = 'screen' in shown ? shown.screen.name : 'fault';
  const body = bodyOf(shown, room);
  const head = 'screen' in shown ? headerLines(shown.screen.header, size.columns) : [line(' gitpod-doctor', 'strong'), BLANK];
  const { from, to } = windowFrom(body.kind === 'scroll' ? ui.scroll : 0, body.lines.length, room.height);
  const maxScroll = body.kind === 'scroll' ? Math.max(0, body.lines.length - room.height) : 0;
  const notice = ui.notice ?? body.note ?? scrollNote(body, from, to);
  const shownLines = body.lines.slice(from, to);
  const panes = body.beside === undefined ? shownLines : twoPanes(shownLines, body.beside, room);
  const visible = exactly(panes, { columns: size.columns, rows: room.height });
  const screen = 'screen' in shown ? shown.screen : null;
  const foot = [rule(size.columns, notice), footerLine(hintsOf({ screen, ui, running, maxScroll, wide }), size.columns)];
  const lines = exactly([...head, rule(size.columns), ...visible, ...foot], size);
  return { name, lines, maxScroll, page: Math.max(1, room.height - 2), wide };
}

function scrollNote(body: ScreenBody, from: number, to: number): string {
  const hidden = body.kind === 'scroll' && body.lines.length > to - from;
  return hidden ? `lines ${from + 1} to ${to} of ${body.lines.length}` : '';
}

function exactly(lines: readonly Line[], { columns, rows }: Size): Line[] {
  return Array.from({ length: rows }, (_, index) => cutLine(lines[index] ?? BLANK, columns));
}
