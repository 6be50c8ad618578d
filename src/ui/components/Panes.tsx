/** A list on the left, the details of its selected row on the right, a thin line between them. */
import { Box } from 'ink';
import type { Line } from '../../render/line/line.ts';
import { useBorder } from '../hooks/use-border.ts';
import { leftWidth, rightWidth } from '../screens/body.ts';
import { Lines } from './Lines.tsx';

export function Panes({ left, right, width }: { left: readonly Line[]; right: readonly Line[]; width: number }) {
  const border = useBorder('borderLeft');
  return (
    <Box flexGrow={1} overflow="hidden">
      <Box width={leftWidth({ width })} flexDirection="column" flexShrink={0} overflow="hidden">
        <Lines lines={left} />
      </Box>
      <Box marginLeft={1} paddingLeft={1} flexDirection="column" overflow="hidden" {...border}>
        <Box width={rightWidth({ width })} flexDirection="column">
          <Lines lines={right} />
        </Box>
      </Box>
    </Box>
  );
}
