/** Draws lines on the terminal. All text passes the last guard (`printable.ts`) here. */
import { isDeepStrictEqual } from 'node:util';
import { Box, Text, Transform } from 'ink';
import Spinner from 'ink-spinner';
import { memo, use } from 'react';
import type { Line, Segment } from '../../render/line/line.ts';
import { printable } from '../../render/line/printable.ts';
import { toneStyle } from '../../render/line/tones.ts';
import { AppearanceContext } from './appearance.ts';

export function Lines({ lines }: { lines: readonly Line[] }) {
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its position
    <Box key={index} height={1} flexShrink={0}>
      <Row line={line} />
    </Box>
  ));
}

/** Most lines do not change between two frames, and React does not render these again. */
export const Row = memo(
  ({ line }: { line: Line }) => <Text wrap="truncate">{line.length === 0 ? ' ' : <Pieces line={line} />}</Text>,
  isDeepStrictEqual,
);

function Pieces({ line }: { line: Line }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: a piece of a line is its position
  return line.map((segment, position) => <Piece key={position} segment={segment} />);
}

function Piece({ segment }: { segment: Segment }) {
  const { coloured, ascii, fileLink } = use(AppearanceContext);
  const { file } = segment;
  const piece = (
    <Text {...toneStyle(segment.tone, coloured)}>
      {/* With 400 ms per frame, an idle step sends 0.75 KB a second. The spinner `line` (130 ms) would exceed the limit of 1 KB. */}
      {segment.spins === true ? <Spinner type="simpleDots" /> : printable(segment.text, ascii)}
    </Text>
  );
  return file === undefined || fileLink === null ? piece : <Transform transform={(text) => fileLink(file, text)}>{piece}</Transform>;
}
