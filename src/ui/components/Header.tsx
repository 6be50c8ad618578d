/** Product and facts, and below them the path. On the right, whether values are masked, and the position. */
import { Box } from 'ink';
import type { HeaderEnds } from '../frame/header.ts';
import { Row } from './Lines.tsx';

export function Header({ lines }: { lines: readonly HeaderEnds[] }) {
  return lines.map(({ left, right }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line of the header is its position
    <Box key={index} height={1} flexShrink={0} justifyContent="space-between" columnGap={1}>
      <Box flexShrink={1}>
        <Row line={left} />
      </Box>
      <Box flexShrink={0}>
        <Row line={right} />
      </Box>
    </Box>
  ));
}
