/** One side of a box's border as a line of the theme. */
import type { BoxProps } from 'ink';
import { use } from 'react';
import { AppearanceContext } from '../components/appearance.ts';
import { printable } from '../theme/printable.ts';
import { look } from '../theme/tones.ts';

export function useBorder(side: 'top' | 'left'): BoxProps {
  const { coloured, ascii } = use(AppearanceContext);
  const [across, down] = [printable('─', ascii), printable('│', ascii)];
  return {
    borderStyle: {
      top: across,
      bottom: across,
      left: down,
      right: down,
      topLeft: across,
      topRight: across,
      bottomLeft: across,
      bottomRight: across,
    },
    borderTop: side === 'top',
    borderLeft: side === 'left',
    borderBottom: false,
    borderRight: false,
    borderDimColor: look('rule', coloured).dimColor ?? false,
  };
}
