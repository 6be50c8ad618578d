/** Each program's route, with the wrong routes marked, and the NO_PROXY lists to set. */
import type { NoProxyModel } from '../../app/screens/no-proxy.ts';
import type { ProgramRoutes } from '../../documents/proxies/program-routes.ts';
import { NOT_INSPECTED, proxyBlocks } from '../../documents/proxies/proxy-blocks.ts';
import { namesAreMasked } from '../../documents/words/masked-names.ts';
import { paragraph } from '../../render/block.ts';
import { linesOf } from '../../render/lines.ts';
import { type BodySize, proseWidth, type ScreenBody } from './body.ts';
import { copiedLines } from './parts.ts';

const MASKED = 'Names that begin with px- are masked; the copy has the real names if they are known.';

export function noProxyBody(model: ProgramRoutes & Pick<NoProxyModel, 'copied'>, room: BodySize): ScreenBody {
  const isMasked = model.proxy === 'set' && namesAreMasked(model.suggested.noProxy);
  const blocks = model.proxy === 'unknown' ? [paragraph(NOT_INSPECTED)] : proxyBlocks(model);
  const lines = linesOf([...(isMasked ? [paragraph(MASKED)] : []), ...blocks], { width: proseWidth(room), full: room.width });
  return { kind: 'scroll', lines: [...copiedLines(model.copied, room.width), ...lines] };
}
