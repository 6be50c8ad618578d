/** Commands and listings as values; `shells/` writes them for a shell. */

export {
  type Call,
  type Command,
  isRuleText,
  listing,
  type PastableText,
  pathWord,
  type Redirection,
  repeatOption,
  type Word,
  type WordPart,
} from './command.ts';
export { type Shell, shellOf } from './shell.ts';
export { command, commands, word } from './template.ts';
