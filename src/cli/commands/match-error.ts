/** `match-error [TEXT|FILE|-]`: what another program's error message proves about the network. The message itself is not stored or sent. */
import { matchLines } from '../../documents/report/matched-error.ts';
import { decodeText } from '../../files/decode-text.ts';
import { ErrorReport, matchError } from '../../knowledge/error-dictionary/index.ts';
import { print } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { usageError } from '../arguments/usage.ts';
import { isMeantAsPath, readMessage } from '../files/message-file.ts';
import { redactorFor } from '../redactor-for.ts';

/** The maximum number of bytes to read, because a stream may never end. */
const READ_LIMIT = 16 * 1024 * 1024;

export async function matchErrorText(words: readonly string[], flags: Flags): Promise<number> {
  const given = words.length > 0 && words[0] !== '-' ? words.join(' ') : flags.error;
  const text = given === undefined ? await pasted(words[0] === '-') : readMessage(given);
  if (given !== undefined && text === given && isMeantAsPath(given))
    throw usageError('match-error found no readable file under this name.', 'Try: gitpod-doctor match-error - < FILE');
  const report: ErrorReport = { schema: 'gitpod-doctor/match-error@1', matches: matchError(text) };
  // Names are unmasked by default, because the user has just typed or pasted them.
  const shown = flags.mask ? redactorFor(flags, []).value(ErrorReport, report) : report;
  print(flags.json ? JSON.stringify(shown, null, 2) : matchLines(shown.matches).join('\n'));
  return 0;
}

/** The text from a pipe. With `-` it is also read from a terminal, until the end of input. */
async function pasted(asked: boolean): Promise<string> {
  if (!asked && process.stdin.isTTY) {
    throw usageError(
      'match-error takes a message, or - to read one.',
      'Try: gitpod-doctor match-error "curl: (6) Could not resolve host: app.gitpod.io"',
    );
  }
  const pieces: Buffer[] = [];
  let read = 0;
  for await (const piece of process.stdin as AsyncIterable<Buffer>) {
    read += piece.length;
    pieces.push(piece);
    if (read >= READ_LIMIT) break;
  }
  return decodeText(Buffer.concat(pieces));
}
