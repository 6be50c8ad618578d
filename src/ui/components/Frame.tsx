/** Header, body and footer in a box of exactly the terminal's size. */
import { Box } from 'ink';
import type { Picture } from '../frame/picture.ts';
import { Body } from './Body.tsx';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import { Lines } from './Lines.tsx';
import { Rule } from './Rule.tsx';

export function Frame({ picture: { size, frame, body } }: { picture: Picture }) {
  const { columns: width, rows: height } = size;
  return (
    <Box flexDirection="column" width={width} height={height} overflow="hidden">
      {frame === null ? (
        <Lines lines={body.lines} />
      ) : (
        <>
          <Header lines={frame.header} />
          <Rule width={width} />
          <Body parts={body} width={width} />
          <Rule width={width} title={frame.notice} />
          <Footer hints={frame.hints} />
        </>
      )}
    </Box>
  );
}
