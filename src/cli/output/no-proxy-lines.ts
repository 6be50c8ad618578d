/** The output of `no-proxy`: the matrix in 80 columns or in sentences, followed by the list to set. */

import {
  columnsOf,
  ENTRY_IS_NOT_A_HOST,
  NO_PROXY_VARIABLE,
  openHosts,
  routesRow,
  settingGroups,
} from '../../documents/proxies/program-routes.ts';
import { proxyLists, routeSentences } from '../../documents/proxies/proxy-blocks.ts';
import { hostText, ROUTE_LETTERS } from '../../documents/words/route-words.ts';
import { socksLines } from '../../documents/words/socks-words.ts';
import { type NoProxyReport, PROGRAMS } from '../../knowledge/no-proxy/index.ts';
import { socksScheme } from '../../knowledge/proxies/socks-programs.ts';
import { wrap } from '../../render/line/wrap.ts';
import { textLines } from '../../render/text.ts';

type Target = NoProxyReport['targets'][number];

export interface LineOptions {
  /** Every host in the matrix, including those without a documented route. */
  all: boolean;
  /** True for sentences instead of columns. */
  spoken: boolean;
  ascii: boolean;
}

const WIDTH = 80;

export function noProxyLines(report: NoProxyReport, { all, spoken, ascii }: LineOptions): string[] {
  const { targets, suggested, variables } = report;
  const shown = targets.filter(({ wanted }) => wanted !== 'either' || (all && !spoken));
  const lists = proxyLists({
    suggested: { noProxy: suggested.NO_PROXY, nonProxyHosts: suggested['http.nonProxyHosts'] },
    variables: Object.entries(variables).map(([name, value]) => `${name}=${value}`),
    remarks: remarks(report),
    elsewhere: [],
    settings: settingGroups(targets, hostText),
    open: openHosts(
      targets.filter((target) => !shown.includes(target)),
      hostText,
    ),
  });
  const sentences = spoken ? routeSentences(shown.map((target) => routesRow(target, hostText(target)))) : [];
  const below = textLines([...sentences, ...lists], (text, taken) => wrap(text, WIDTH - taken));
  const lines = spoken ? below : [...matrix(shown, columnsOf(report), ascii), ...below];
  return lines[0] === '' ? lines.slice(1) : lines;
}

function remarks({ variables }: NoProxyReport): string[] {
  const hasProxy = Object.keys(variables).some((name) => name.toLowerCase() !== 'no_proxy');
  const isOdd = [variables.NO_PROXY, variables.no_proxy].some((value) => value?.split(/[,\s]/).includes('?'));
  const schemes = Object.values(variables).flatMap((value) => socksScheme({ scheme: /^(\w+):\/\//.exec(value ?? '')?.[1] ?? null }) ?? []);
  return [...(isOdd ? [ENTRY_IS_NOT_A_HOST] : []), ...(hasProxy ? [] : [NO_PROXY_VARIABLE]), ...socksLines(schemes)];
}

const CELL_WIDTH = 3;

function matrix(targets: readonly Target[], columns: readonly string[], ascii: boolean): string[] {
  if (targets.length === 0) return [];
  const hostWidth = WIDTH - columns.length * CELL_WIDTH;
  const numbers = columns.map((_, index) => `${index + 1}`.padStart(2).padEnd(CELL_WIDTH)).join('');
  const lines = targets.map((target) => {
    const { host, cells } = routesRow(target, hostText(target));
    const letters = cells.map(({ way, wrong }) => ` ${ROUTE_LETTERS[way]}${wrong ? '!' : ' '}`);
    return shortened(host, hostWidth, ascii).padEnd(hostWidth) + letters.join('').trimEnd();
  });
  const script = columns.length > PROGRAMS.length ? ' S: the route that a proxy script returns,' : '';
  return [
    ...wrap(`D: direct, P: not direct,${script} !: not the route that the access requirements ask for`, WIDTH),
    '',
    ...legend(columns),
    '',
    `${' '.repeat(hostWidth)}${numbers}`.trimEnd(),
    ...lines,
  ];
}

/** The columns are numbered, so that a user on a call can refer to one. */
function legend(columns: readonly string[]): string[] {
  const rows = Math.ceil(columns.length / 4);
  return Array.from({ length: rows }, (_, row) =>
    [0, 1, 2, 3]
      .map((column) => column * rows + row)
      .flatMap((index) => (columns[index] === undefined ? [] : `${String(index + 1).padStart(2)} ${columns[index]}`.padEnd(20)))
      .join('')
      .trimEnd(),
  );
}

/** Shortens the middle of a name but keeps its end, which identifies the host best. */
function shortened(text: string, width: number, ascii: boolean): string {
  if (text.length <= width) return text;
  const sign = ascii ? '...' : '…';
  const head = Math.floor((width - sign.length) / 3);
  return text.slice(0, head) + sign + text.slice(text.length - (width - sign.length - head));
}
