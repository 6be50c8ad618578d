/** The hints for the keys that are available now. */
import { Box } from 'ink';
import type { Hint } from '../../app/actions/action.ts';
import { HINT_GAP, hintSegments } from '../frame/footer.ts';
import { Row } from './Lines.tsx';

export function Footer({ hints }: { hints: readonly Hint[] }) {
  return (
    <Box height={1} flexShrink={0} paddingLeft={1} columnGap={HINT_GAP}>
      {hints.map((hint) => (
        <Box key={hint.label} flexShrink={0}>
          <Row line={hintSegments(hint)} />
        </Box>
      ))}
    </Box>
  );
}
