/** The body of every screen. A screen without one does not compile. */
import type { ScreenModel } from '../../app/screens/screen.ts';
import { aliasBody } from './alias.ts';
import { askBody } from './ask.ts';
import type { Room, ScreenBody } from './body.ts';
import { compareBody } from './compare.ts';
import { fileBody } from './file.ts';
import { finishBody } from './finish.ts';
import { helpBody } from './help.ts';
import { imagesBody } from './images.ts';
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

export function screenBody(screen: ScreenModel, room: Room): ScreenBody {
  switch (screen.name) {
    case 'start':
      return startBody(screen.body, room);
    case 'ask':
      return askBody(screen.body, room);
    case 'step':
      return stepBody(screen.body, room);
    case 'watch':
      return watchBody(screen.body, room);
    case 'result':
      return resultBody(screen.body, room);
    case 'finish':
      return finishBody(screen.body, room);
    case 'detail':
      return detailBody(screen.body, room);
    case 'request':
      return requestBody(screen.body, room);
    case 'no-proxy':
      return noProxyBody(screen.body, room);
    case 'images':
      return imagesBody(screen.body, room);
    case 'alias':
      return aliasBody(screen.body, room);
    case 'path':
      return pathBody(screen.body, room);
    case 'opened':
      return openedBody(screen.body, room);
    case 'compare':
      return compareBody(screen.body, room);
    case 'help':
      return helpBody(screen.body, room);
    case 'confirm':
      return confirmBody(screen.body, room);
    case 'preview':
      return previewBody(screen.body, room);
    case 'file':
      return fileBody(screen.body, room);
    case 'search':
      return searchBody(screen.body, room);
  }
}
