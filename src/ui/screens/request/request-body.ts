/** The text to send, flush left and without a frame, so that it can be selected and copied. */
import type { RequestModel } from '../../../present/request.ts';
import { BLANK, type Line, line } from '../../text/line.ts';
import { block, verbatim } from '../../text/wrap.ts';
import type { Room, ScreenBody } from '../screen-body.ts';

export function requestBody({ to, lines, caution, copied }: RequestModel, { width }: Room): ScreenBody {
  const text = lines.flatMap((paragraph) => (paragraph === '' ? [BLANK] : paragraphLines(paragraph, width)));
  const warned = caution === null ? [] : [...block(caution, Math.min(width, 100), { tone: 'warn' }), BLANK];
  const told = copied.length === 0 ? [] : [...copied.flatMap((each) => block(each, Math.min(width, 100), { tone: 'accent' })), BLANK];
  return { kind: 'scroll', lines: [...told, ...warned, line(`To: ${to}`, 'accent'), BLANK, ...text] };
}

/** What is indented is a command or a rule for a firewall: it keeps its blanks. */
function paragraphLines(text: string, width: number): Line[] {
  const command = text.trimStart();
  return command === text ? block(text, Math.min(width, 100)) : verbatim(command, width, text.length - command.length);
}
