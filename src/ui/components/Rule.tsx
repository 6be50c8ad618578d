/** A line across, drawn as the border of a box, with its title near the beginning. */
import { Box } from 'ink';
import { ruleTitle } from '../frame/rule.ts';
import { useBorder } from '../hooks/use-border.ts';
import { Row } from './Lines.tsx';

export function Rule({ width, title = '' }: { width: number; title?: string }) {
  const border = useBorder('borderTop');
  return (
    <Box height={1} flexShrink={0}>
      {title !== '' && (
        <Box flexShrink={0}>
          <Row line={ruleTitle(width, title)} />
        </Box>
      )}
      <Box flexGrow={1} {...border} />
    </Box>
  );
}
