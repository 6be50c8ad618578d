/** Each program's route, the wrong ones marked, and the lists to set. */

import type { CopiedWords } from '../../app/screens/request.ts';
import { listToSet } from '../../documents/proxies/list-to-set.ts';
import { NO_PROXY_VARIABLE, type ProxyWays } from '../../documents/proxies/proxy-ways.ts';
import { namesAreMasked } from '../../documents/words/masked-names.ts';
import { BLANK, type Line } from '../text/line.ts';
import { block, verbatim } from '../text/wrap.ts';
import { proseWidth, type Room, type ScreenBody } from './body.ts';
import { bullets, copiedLines, section } from './parts.ts';
import { matrixLines } from './ways-matrix.ts';

const INDENT = 3;
const MASKED = 'Names that begin with px- are masked; m shows the real ones where they are known.';

export function noProxyBody(model: ProxyWays & { copied: CopiedWords | null }, room: Room): ScreenBody {
  return { kind: 'scroll', lines: [...copiedLines(model.copied, room.width), ...linesOf(model, room)] };
}

function linesOf(model: ProxyWays, room: Room): Line[] {
  const prose = proseWidth(room);
  switch (model.proxy) {
    case 'unknown':
      return block('This machine was not looked at yet.', prose, { indent: 1 });
    case 'none':
      return [...block(NO_PROXY_VARIABLE, prose, { indent: 1 }), ...section('Told elsewhere', bullets(model.elsewhere, prose))];
    case 'set':
      return [
        ...block(model.summary, prose, { indent: 1, tone: 'strong' }),
        BLANK,
        ...matrixLines(model.rows, room.width),
        ...section('The list that every program reads as wanted', [
          ...block('In both spellings, as some programs read one only:', prose, { indent: INDENT }),
          ...listToSet(model).flatMap((text) => verbatim(text, room.width, INDENT, 'strong')),
          ...block('For Java and JetBrains IDEs, which read neither:', prose, { indent: INDENT }),
          ...verbatim(`-Dhttp.nonProxyHosts='${model.suggested.nonProxyHosts}'`, room.width, INDENT, 'strong'),
          ...(namesAreMasked(model.suggested.noProxy) ? block(MASKED, prose, { indent: INDENT, tone: 'warn' }) : []),
        ]),
        ...section('Set now', [
          ...model.variables.flatMap((variable) => verbatim(variable, room.width, INDENT)),
          ...model.remarks.flatMap((remark) => block(remark, prose, { indent: INDENT, tone: 'dim' })),
        ]),
        ...section('Told elsewhere', bullets(model.elsewhere, prose)),
        ...section(
          'Hosts whose way the requirements leave open',
          model.open.flatMap(({ ways, hosts }) => [
            ...block(`${ways}:`, prose, { indent: INDENT }),
            ...block(hosts.join('  '), prose, { indent: INDENT + 2, tone: 'dim' }),
          ]),
        ),
      ];
  }
}
