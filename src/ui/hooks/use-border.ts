/** One side of a box's border as a line of the theme. */
import type { BoxProps } from 'ink';
import { use } from 'react';
import { toneStyle } from '../../render/line/tones.ts';
import { AppearanceContext } from '../components/appearance.ts';

const NO_BORDER = { borderTop: false, borderLeft: false, borderRight: false, borderBottom: false };

export function useBorder(side: 'borderTop' | 'borderLeft'): BoxProps {
  const { coloured, ascii } = use(AppearanceContext);
  const { dimColor = false } = toneStyle('rule', coloured);
  return { ...NO_BORDER, [side]: true, borderStyle: ascii ? 'classic' : 'single', borderDimColor: dimColor };
}
