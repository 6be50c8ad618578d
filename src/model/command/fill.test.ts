import { expect, it } from 'vitest';
import { command, word } from './index.ts';

const VALUES = ['host.example', "it's $(id) `x` \\ %", '\0' + '0\0', ' ', '\n', '#', 443, '', '-e', '~/x', '="'];

/** A template is parsed each time if a value is a word. */
const both = (texts: TemplateStringsArray, ...values: readonly (string | number)[]) => [
  command(texts, ...values).lines,
  command(texts, ...values.map((value) => word`${value}`)).lines,
];

it.each(VALUES)('a cached template filled with %j gives the same command as a new template', (value) => {
  for (const other of VALUES) {
    for (const [filled, parsedAgain] of [
      both`dig +short ${value}`,
      both`A="${value}" curl --data=${value}${other} 'x ${other}' <${value} 2>/dev/null | grep -i '^${other}:' && echo "$(nc ${value} ${other} | wc -c)"`,
      both`ssh -- ~/${value}:~/${other}`,
      both`[ ${value} = ${other} ]; ${value} > ${other}`,
    ])
      expect(filled).toEqual(parsedAgain);
  }
});
