/** Which pictures there are: those of the README, and every screen of the fixtures at every size. */

import { SCREEN_NAMES } from '../../src/app/screen-name.ts';
import type { UiState } from '../../src/app/screens/input.ts';
import type { ScreenOrFault } from '../../src/app/store.ts';
import { drawFrame } from '../../src/ui/frame/draw-frame.ts';
import { FIXTURES, type Fixture, shownBy } from '../../src/ui/testing/fixtures.ts';
import { PALETTES } from '../../src/ui/testing/palettes.ts';
import { cellsOf } from './cells.ts';
import { svgOf } from './svg.ts';

export interface Picture {
  name: string;
  /** The alternative text. */
  title: string;
  shown: ScreenOrFault;
  ui: UiState;
  size: { columns: number; rows: number };
  running: boolean;
}

const LOOKS = { dark: PALETTES['VS Code, dark'], light: PALETTES['VS Code, light'] } as const;

const SIZES = [
  { columns: 60, rows: 16 },
  { columns: 80, rows: 24 },
  { columns: 140, rows: 40 },
] as const;

/** File name → SVG, dark and light. */
export async function drawnPictures(pictures: readonly Picture[]): Promise<Record<string, string>> {
  const drawn: Record<string, string> = {};
  for (const { name, title, shown, ui, size, running } of pictures) {
    const cells = await cellsOf(drawFrame(shown, ui, size, running).lines, size.columns);
    for (const [look, palette] of Object.entries(LOOKS)) drawn[`${name}-${look}.svg`] = svgOf(cells, palette, title);
  }
  return drawn;
}

export function fixturePictures(): Picture[] {
  return SCREEN_NAMES.flatMap((name) =>
    (name === 'too-small' ? [{ columns: 44, rows: 8 }] : SIZES).map((size): Picture => {
      const fixture: Fixture = FIXTURES[name];
      const { input } = fixture;
      const running = input.live !== null || input.watch !== null;
      return { name: `${name}-${size.columns}x${size.rows}`, title: name, shown: shownBy(fixture), ui: input.ui, size, running };
    }),
  );
}
