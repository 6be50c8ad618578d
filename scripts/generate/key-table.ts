import { GROUPS } from '../../src/app/actions/index.ts';
import { CLOSE } from '../../src/app/actions/leaving.ts';

/** The short table of docs/usage.md: a line for each group. `?` has the sentences. */
export function keyTableMarkdown(): string {
  const rows = Object.entries(GROUPS).map(([title, actions]) => {
    const named = actions.flatMap(({ label, hint, id }) =>
      id === CLOSE.id ? [] : `\`${label}\` ${hint === '' ? id.replaceAll('-', ' ') : hint}`,
    );
    return `| ${title} | ${[...new Set(named)].join(', ')} |`;
  });
  return ['| | keys |', '| --- | --- |', ...rows].join('\n');
}
