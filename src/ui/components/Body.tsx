/** The part between header and footer: lines under a head, beside or above a second pane. */
import { Box } from 'ink';
import type { BodyParts } from '../screens/body.ts';
import { Lines } from './Lines.tsx';
import { Panes } from './Panes.tsx';
import { Rule } from './Rule.tsx';

export function Body({ parts: { head, lines, beside, below }, width }: { parts: BodyParts; width: number }) {
  return (
    <Box flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden">
      {head !== undefined && <Lines lines={head} />}
      {beside === undefined ? <Lines lines={lines} /> : <Panes left={lines} right={beside} width={width} />}
      {below !== undefined && (
        <>
          <Rule width={width} title={below.title} />
          <Lines lines={below.lines} />
        </>
      )}
    </Box>
  );
}
