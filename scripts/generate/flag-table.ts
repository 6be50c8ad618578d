/** The table of flags in docs/contract.md, from the one that the parser reads. */
import { FLAGS, type Flag } from '../../src/cli/arguments/flags.ts';

export function flagTableMarkdown(): string {
  const rows = Object.entries<Flag>(FLAGS).map(([name, { short, multiple, values, argument, help }]) => {
    const value = values === undefined ? (argument ?? '') : values.join('|');
    const names = [`--${name} ${value}`.trimEnd(), ...(short === undefined ? [] : [`-${short}`])];
    return `| ${names.map((each) => `\`${each.replaceAll('|', '\\|')}\``).join(', ')} | ${multiple === true ? 'yes' : ''} | ${help} |`;
  });
  return ['| flag | repeatable | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}
