/** Parts of hostile texts: strings that a terminal, a shell, a page, a spreadsheet or a parser would interpret. */
import type { Dice } from '../../src/bundle/testing/mutations.ts';

/** A shell that interprets one of these starts the canary, which writes a file (`canary.ts`). */
export const CANARY = 'gd-canary';

/** Sequences and characters that control a terminal or hide text, surrounded by printable words. */
const CONTROLS = [
  '\u001b]52;c;ZXZpbA==\u0007',
  '\u001b]0;own\u0007',
  '\u001bP1$r\u001b\\',
  '\u001b[2J\u001b[H',
  '\u001b[?1049h',
  '\u009b31m',
  '\u009d0;own\u009c',
  '\u0000',
  '\b\b\b',
  '\r',
  '\u007f',
  '\u0085',
  '\u00ad',
  '\u202e',
  '\u2066\u2069',
  '\u200b\u200d',
  '\u2028',
  '\ufeff',
  '\u{e0041}',
  '\u061c',
];

const SHELL = [
  `$(${CANARY})`,
  `\`${CANARY}\``,
  `;${CANARY};`,
  `|${CANARY}`,
  `&${CANARY}&`,
  `&&${CANARY}`,
  `\n${CANARY}\n`,
  `';${CANARY};'`,
  `";${CANARY};"`,
  `$\{IFS}$(${CANARY})`,
  `{${CANARY},-x}`,
  `<(${CANARY})`,
  `\\\n${CANARY}`,
  `'"'"';${CANARY}`,
  `#\n${CANARY}`,
  `-oProxyCommand=${CANARY}`,
  `[$(${CANARY})]`,
  `%COMSPEC%&${CANARY}`,
  `^&${CANARY}`,
];

const MARKUP = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</code></pre><h1>',
  ']]>',
  '<!--',
  '`|\n|`',
  '```\n# x\n',
  '[x](javascript:alert(1))',
  '&#x1b;[31m',
];

const SHEETS = ['=HYPERLINK("http://x")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '=cmd|\u0027/c calc\u0027!A0', '","=1'];

const NAMES = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'px-', 'REDACTED-token', '../../evil', 'C:\\evil'];

const ADDRESSES = [
  '169.254.169.254',
  '127.0.0.1',
  '[::1]',
  '::ffff:127.0.0.1',
  '2130706433',
  '0x7f.1',
  '0.0.0.0',
  '10.9.9.3',
  'a@b.test',
  'h.test:99999',
  '.',
  '..',
  '*.*',
  'xn--',
  'a'.repeat(70),
  `${'a.'.repeat(130)}test`,
];

const SHAPES = [
  '',
  ' ',
  '%s%n%x',
  '$&$1$`',
  '(((((((((((',
  '[',
  '\\',
  '\ud800',
  '\udfff\ud800',
  'e\u0301'.repeat(40),
  '\u{1f469}\u200d\u{1f52c}',
  'null',
  '-1',
  '1e999',
  '{"a":1}',
  'A'.repeat(5000),
  ' '.repeat(2000),
  '\n'.repeat(300),
];

const TABLES = [CONTROLS, CONTROLS, SHELL, SHELL, MARKUP, SHEETS, NAMES, ADDRESSES, SHAPES] as const;

export function pick<T>(from: readonly T[], dice: Dice): T {
  const picked = from[dice(from.length)];
  if (picked === undefined) throw new Error('there is nothing to pick from');
  return picked;
}

/** One or two hostile pieces, by themselves or around a plausible word. */
export function hostile(word: string, dice: Dice): string {
  const piece = pick(pick(TABLES, dice), dice);
  switch (dice(5)) {
    case 0:
      return piece;
    case 1:
      return `${piece}${word}`;
    case 2:
      return `${word}${piece}${pick(pick(TABLES, dice), dice)}`;
    case 3: {
      const at = dice(word.length + 1);
      return `${word.slice(0, at)}${piece}${word.slice(at)}`;
    }
    default:
      return `${word}${piece}`;
  }
}

/** Numbers at and beyond the limits, in JSON notation, because JavaScript cannot hold some of them. */
export const NUMBERS = [
  '0',
  '-0',
  '-1',
  '1e308',
  '1e999',
  '-1e999',
  '9007199254740993',
  '4294967296',
  '0.1',
  '65536',
  '1e-400',
  '253402300800000',
];
