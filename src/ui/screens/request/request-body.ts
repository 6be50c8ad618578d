/** The text to send, flush left and without a frame, so that it can be selected and copied. */
import type { RequestModel } from '../../../present/request.ts';
import { BLANK, type Line, line } from '../../text/line.ts';
import { block, verbatim } from '../../text/wrap.ts';
import type { Room, ScreenBody } from '../screen-body.ts';

export function requestBody({ to, lines, caution, copied }: RequestModel, { width }: Room): ScreenBody {
  const text = lines.flatMap((paragraph) => (paragraph === '' ? [BLANK] : paragraphLines(paragraph, width)));
  const warned = caution === null ? [] : [...block(caution, Math.min(width, 100), { tone: 'warn' }), BLANK];
  return { kind: 'scroll', lines: [...copiedLines(copied, width), ...warned, line(`To: ${to}`, 'accent'), BLANK, ...text] };
}

function copiedLines(copied: RequestModel['copied'], width: number): Line[] {
  if (copied === null) return [];
  const { words, path } = copied;
  const told = words.flatMap((each) => block(each, Math.min(width, 100), { tone: 'accent' }));
  return [...told, ...(path === null ? [] : block(path, width, { file: path })), BLANK];
}

/** What is indented is a command or a rule for a firewall: it keeps its blanks. */
function paragraphLines(text: string, width: number): Line[] {
  const command = text.trimStart();
  return command === text ? block(text, Math.min(width, 100)) : verbatim(command, width, text.length - command.length);
}
