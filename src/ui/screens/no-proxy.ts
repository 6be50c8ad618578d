/** Each program's route, the wrong ones marked, and the lists to set. */

import type { CopiedWords } from '../../app/screens/request.ts';
import { NOT_LOOKED_AT, proxyBlocks, proxyLists } from '../../documents/proxies/proxy-blocks.ts';
import type { ProxyWays } from '../../documents/proxies/proxy-ways.ts';
import { namesAreMasked } from '../../documents/words/masked-names.ts';
import { BLANK, type Line } from '../../render/line/line.ts';
import { block } from '../../render/line/wrap.ts';
import { linesOf } from '../../render/lines.ts';
import { proseWidth, type Room, type ScreenBody } from './body.ts';
import { copiedLines } from './parts.ts';
import { matrixLines } from './ways-matrix.ts';

const MASKED = 'Names that begin with px- are masked; m shows the real ones where they are known.';

export function noProxyBody(model: ProxyWays & { copied: CopiedWords | null }, room: Room): ScreenBody {
  return { kind: 'scroll', lines: [...copiedLines(model.copied, room.width), ...waysLines(model, room)] };
}

function waysLines(model: ProxyWays, room: Room): Line[] {
  const width = proseWidth(room);
  const space = { width, full: room.width };
  switch (model.proxy) {
    case 'unknown':
      return block(NOT_LOOKED_AT, width, { indent: 1 });
    case 'none':
      return linesOf(proxyBlocks(model), space);
    case 'set':
      return [
        ...block(model.summary, width, { indent: 1, tone: 'strong' }),
        BLANK,
        ...matrixLines(model.rows, room.width),
        ...(namesAreMasked(model.suggested.noProxy) ? [BLANK, ...block(MASKED, width, { indent: 1, tone: 'warn' })] : []),
        ...linesOf(proxyLists(model), space),
      ];
  }
}
