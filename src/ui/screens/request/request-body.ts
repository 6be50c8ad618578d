/** The text to send, flush left and without a frame, so that it can be selected and copied. */
import type { RequestModel } from '../../../present/request.ts';
import { BLANK, line } from '../../text/line.ts';
import { block } from '../../text/wrap.ts';
import type { Room, ScreenBody } from '../screen-body.ts';

export function requestBody({ to, lines }: RequestModel, { width }: Room): ScreenBody {
  const text = lines.flatMap((paragraph) =>
    paragraph === '' ? [BLANK] : block(paragraph, Math.min(width, 100), { indent: leading(paragraph) }),
  );
  return { kind: 'scroll', lines: [line(`To: ${to}`, 'accent'), BLANK, ...text] };
}

/** Lines that are indented stay so when they are wrapped. */
function leading(text: string): number {
  return text.length - text.trimStart().length;
}
