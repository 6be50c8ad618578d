/** The text of a request, without indent and frame, so that it can be selected and copied. */

import type { RequestModel } from '../../app/screens/request.ts';
import type { Shell } from '../../model/command/index.ts';
import { BLANK, type Line, line, lineWidth, seg } from '../../render/line/line.ts';
import { block, preformattedLines } from '../../render/line/wrap.ts';
import type { BodySize, ScreenBody } from './body.ts';
import { copiedLines } from './parts.ts';

export function requestBody(model: RequestModel, { width }: BodySize): ScreenBody {
  const { lines, caution, copied, shell } = model;
  const text = lines.flatMap((paragraph) => (paragraph === '' ? [BLANK] : paragraphLines(paragraph, width, shell)));
  const warned = caution === null ? [] : [...block(caution, Math.min(width, 100), { tone: 'warn' }), BLANK];
  return {
    kind: 'scroll',
    lines: [...copiedLines(copied, width), ...warned, ...ownerLines(model, width), ...deviceLine(model), BLANK, ...text],
  };
}

/** A single owner is only named. Several owners have numbers, and the shown one is marked. */
function ownerLines({ to, texts, selected }: RequestModel, width: number): Line[] {
  if (texts.length < 2) return [line(`For: ${to}`, 'accent')];
  const names = texts.map(({ to: name }, index) => [
    seg(index === selected ? '› ' : '  ', 'accent'),
    seg(`${index + 1}  ${name}`, index === selected ? 'accent' : 'plain'),
  ]);
  const oneLine = names.flatMap((name, index) => [seg(index === 0 ? 'For: ' : '   ', 'accent'), ...name]);
  return lineWidth(oneLine) <= width ? [oneLine] : [line('For:', 'accent'), ...names];
}

function deviceLine({ device }: RequestModel): Line[] {
  return device === null ? [] : [line(`Device: ${device}, d changes it`, 'dim')];
}

/** An indented line is a command or a firewall rule, and keeps its spaces. */
function paragraphLines(text: string, width: number, shell: Shell): Line[] {
  return text.startsWith(' ') ? preformattedLines(text, width, shell) : block(text, Math.min(width, 100));
}
