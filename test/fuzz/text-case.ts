/** A text for a seed, with secrets in the notations of programs, settings, command lines and users. */
import { type Dice, diceOf } from '../../src/bundle/testing/mutations.ts';
import { FOREIGN_TOKENS } from '../support/foreign-tokens.ts';
import { SECRET_FORMS } from '../support/secret-forms.ts';
import { letters, SECRET_KINDS } from '../support/secret-kinds.ts';
import { hostile, pick } from './payloads.ts';

const LINES = [
  'time="2026-11-23T12:00:00Z" level=error msg="dial tcp 198.51.100.7:443: i/o timeout"',
  'curl: (35) Connection reset by peer in connection to app.gitpod.io:443',
  'x509: certificate signed by unknown authority',
  '    at Object.<anonymous> (/app/src/key.ts:12:34)',
  'Proxy-Connection: keep-alive',
  '',
];
/** Repeated beginnings of patterns, which make a bad pattern slow. */
const RUNS = [
  'a',
  '"',
  "'",
  '\\',
  '=',
  'key=',
  'password ',
  '<a ',
  '://',
  'x://y:',
  '-----BEGIN ',
  'eyJ',
  '.',
  ' ',
  '{"a":',
  '@',
  '%41',
  '&#x41;',
  '\n',
  'a.',
  '- ',
  ': ',
  'token:\n',
  '-p',
  '_',
  '\u00e9',
  'A1b2',
  '/',
  '<key>',
  '("',
  '[',
  'Bearer ',
];

interface Made {
  text: string;
  secrets: string[];
}

/** Contexts of a piece: alone, in a log line, quoted by a mail, inside JSON once and twice. */
const AROUND: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => `2026-11-23 12:00:00,123 [main] ERROR - ${text}`,
  (text) => text.replace(/^/gm, '> '),
  (text) => text.replace(/^/gm, '\t'),
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => `{"message":${JSON.stringify(text)}}`,
  (text) => `(${text})`,
];

function piece(seed: string, dice: Dice): Made {
  const drawn = dice(3);
  if (drawn === 0) {
    const { text, secrets } = pick(SECRET_KINDS, dice).plant(seed);
    return { text, secrets: [...secrets] };
  }
  if (drawn === 1) {
    const secret = `K4${letters(seed, 12 + dice(14))}7q`;
    return { text: pick(SECRET_FORMS, dice).replaceAll('§', secret), secrets: [secret] };
  }
  const token = pick(Object.values(FOREIGN_TOKENS), dice)(seed);
  return {
    text: pick(['we saw § there', 'https://§.evil.test/', 'X: §', '§', '"§"', '/x/§/y'], dice).replace('§', () => token),
    secrets: [token],
  };
}

export function textCase(seed: number): Made {
  const dice = diceOf(seed);
  const parts: string[] = [];
  const secrets: string[] = [];
  for (let index = 0, count = 1 + dice(4); index < count; index++) {
    const made = piece(`${seed} ${index}`, dice);
    const isCut = /PRIVATE KEY|PuTTY/.test(made.text);
    parts.push(isCut ? made.text : pick(AROUND, dice)(made.text));
    secrets.push(...made.secrets);
    if (dice(3) === 0) parts.push(pick(LINES, dice));
    if (dice(4) === 0) parts.push(hostile('x', dice).slice(0, 300));
  }
  if (dice(5) === 0)
    parts.splice(
      dice(parts.length + 1),
      0,
      pick(RUNS, dice)
        .repeat(1 + dice(3000))
        .slice(0, 20_000),
    );
  return { text: parts.join('\n'), secrets };
}
