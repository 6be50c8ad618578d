/** The body of every screen. A screen without one does not compile. */
import type { ScreenModel } from '../../app/screens/screen.ts';
import { aliasBody } from './alias/alias-body.ts';
import { askBody } from './ask/ask-body.ts';
import { compareBody } from './compare/compare-body.ts';
import { confirmBody } from './confirm/confirm-body.ts';
import { detailBody } from './detail/detail-body.ts';
import { finishBody } from './finish/finish-body.ts';
import { helpBody } from './help/help-body.ts';
import { imagesBody } from './images/images-body.ts';
import { noProxyBody } from './no-proxy/no-proxy-body.ts';
import { openedBody } from './opened/opened-body.ts';
import { pathBody } from './path/path-body.ts';
import { fileBody } from './preview/file-body.ts';
import { previewBody } from './preview/preview-body.ts';
import { searchBody } from './preview/search-body.ts';
import { requestBody } from './request/request-body.ts';
import { resultBody } from './result/result-body.ts';
import type { Room, ScreenBody } from './screen-body.ts';
import { startBody } from './start/start-body.ts';
import { stepBody } from './step/step-body.ts';
import { watchBody } from './watch/watch-body.ts';

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
