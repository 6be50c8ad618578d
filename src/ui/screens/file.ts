/** One file exactly as it will be written, with the replaced values highlighted. */
import type { FileModel } from '../../app/screens/preview-screens.ts';
import { BLANK, type Line, line, type Segment, seg } from '../../render/line/line.ts';
import { block, fileTextLines } from '../../render/line/wrap.ts';
import { type BodySize, proseWidth, type ScreenBody } from './body.ts';

/** The maximum number of lines on a screen. The file itself is complete. */
const SHOWN = 64 * 1024;
const TOKEN = /(REDACTED-[a-z0-9-]+|px-[a-z0-9-]+)/;

export function fileBody(file: FileModel, room: BodySize): ScreenBody {
  return { kind: 'scroll', lines: fileLines(file, room, SHOWN) };
}

/** The title and the beginning of the file; without `most`, as much as the screen shows. */
export function fileLines({ title, text }: FileModel, { width, height }: BodySize, most = width * height): Line[] {
  const shown = text.slice(0, most);
  const rest = text.length - shown.length;
  return [
    ...block(title, proseWidth({ width }), { indent: 1, tone: 'strong' }),
    BLANK,
    ...fileTextLines(shown, width - 2, 1).map(marked),
    ...(rest === 0 ? [] : [line(` and ${rest} more characters`, 'dim')]),
  ];
}

function marked(segments: Line): Line {
  return segments.flatMap(({ text }): Segment[] =>
    text.split(TOKEN).flatMap((part, index) => (part === '' ? [] : [seg(part, index % 2 === 1 ? 'accent' : 'plain')])),
  );
}
