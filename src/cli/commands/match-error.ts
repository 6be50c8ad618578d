/** `match-error [TEXT|-]`: what a message of another program says about the network. The text goes no further. */
import { publicHosts } from '../../catalog/index.ts';
import { ErrorReport, matchError, TEXT_LIMIT } from '../../model/error-dictionary/index.ts';
import { matchLines } from '../../present/report/matched-error.ts';
import { print } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { usage } from '../arguments/usage.ts';
import { redactorFor } from '../redactor-for.ts';

/** A stream that does not end is not read for ever. */
const READ_LIMIT = 16 * 1024 * 1024;

export async function matchErrorText(words: readonly string[], flags: Flags): Promise<number> {
  const text = words.length > 0 && words[0] !== '-' ? words.join(' ') : (flags.error ?? (await pasted(words[0] === '-')));
  const report: ErrorReport = { schema: 'gitpod-doctor/match-error@1', matches: matchError(text) };
  const shown = (flags.json ? !flags.mask : flags['show-values']) ? report : masked(report, flags);
  print(flags.json ? JSON.stringify(shown, null, 2) : matchLines(shown.matches).join('\n'));
  return 0;
}

/** From a pipe; with `-` from the terminal too, until the end of input is typed. */
async function pasted(asked: boolean): Promise<string> {
  if (!asked && process.stdin.isTTY) {
    throw usage(
      'match-error takes a message, or - to read one.',
      'Try: gitpod-doctor match-error "curl: (6) Could not resolve host: app.gitpod.io"',
    );
  }
  let read = 0;
  let head = '';
  let tail = '';
  process.stdin.setEncoding('utf8');
  for await (const part of process.stdin as AsyncIterable<string>) {
    read += part.length;
    head += part.slice(0, TEXT_LIMIT - head.length);
    // Of what does not fit, the end is kept: a log says there how it ended.
    tail = read <= TEXT_LIMIT ? '' : `${tail}${part}`.slice(-TEXT_LIMIT);
    if (read >= READ_LIMIT) break;
  }
  return tail === '' ? head : `${head}${tail}`;
}

function masked(report: ErrorReport, flags: Flags): ErrorReport {
  return redactorFor(flags, { publicNames: publicHosts([]) }).value(ErrorReport, report);
}
