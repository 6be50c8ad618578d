/** The body of every screen. A screen without a body does not compile. */
import type { ScreenModel } from '../../app/screens/screen.ts';
import { questionBody } from './ask.ts';
import type { BodySize, ScreenBody } from './body.ts';
import { documentBody, helpBody } from './document.ts';
import { fileBody } from './file.ts';
import { finishBody } from './finish.ts';
import { noProxyBody } from './no-proxy.ts';
import { openedBody } from './opened.ts';
import { pathBody } from './path.ts';
import { previewBody } from './preview.ts';
import { requestBody } from './request.ts';
import { resultBody } from './result.ts';
import { confirmBody, detailBody, searchBody } from './short.ts';
import { startBody } from './start.ts';
import { stepBody } from './step.ts';
import { watchBody } from './watch.ts';

const BODIES = {
  start: startBody,
  ask: questionBody,
  step: stepBody,
  watch: watchBody,
  result: resultBody,
  finish: finishBody,
  detail: detailBody,
  request: requestBody,
  'no-proxy': noProxyBody,
  images: documentBody,
  alias: documentBody,
  path: pathBody,
  opened: openedBody,
  compare: documentBody,
  help: helpBody,
  confirm: confirmBody,
  preview: previewBody,
  file: fileBody,
  search: searchBody,
} satisfies { [S in ScreenModel as S['name']]: (body: S['body'], room: BodySize) => ScreenBody };

export function screenBody({ name, body }: ScreenModel, room: BodySize): ScreenBody {
  return (BODIES[name] as (body: unknown, room: BodySize) => ScreenBody)(body, room);
}
