/** Commands and listings as values; `shells/` writes them for a shell. */
export {
  type Call,
  type Command,
  each,
  isRules,
  listing,
  type Part,
  type Pasted,
  pathWord,
  type Redirection,
  type Word,
} from './command.ts';
export { type Shell, shellOf } from './shell.ts';
export { command, commands, word } from './template.ts';
