/** The matrix of `no-proxy` in 80 columns, or in sentences, followed by the list to set. */

import { NO_HOST_ENTRY, NO_PROXY_VARIABLE, openHosts, routesRow } from '../../documents/proxies/program-routes.ts';
import { proxyLists, routeSentences } from '../../documents/proxies/proxy-blocks.ts';
import { hostText, takesWrongRoute } from '../../documents/words/route-words.ts';
import { type NoProxyReport, PROGRAMS } from '../../knowledge/no-proxy/index.ts';
import { wrap } from '../../render/line/wrap.ts';
import { textLines } from '../../render/text.ts';

type Target = NoProxyReport['targets'][number];

export interface LineOptions {
  /** Every host in the matrix, including those without a documented route. */
  all: boolean;
  /** Whether to print sentences instead of columns. */
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
    open: openHosts(
      targets.filter((target) => !shown.includes(target)),
      hostText,
    ),
  });
  const sentences = spoken ? routeSentences(shown.map((target) => routesRow(target, hostText(target)))) : [];
  const below = textLines([...sentences, ...lists], (text, taken) => wrap(text, WIDTH - taken));
  const lines = spoken ? below : [...matrix(shown, ascii), ...below];
  return lines[0] === '' ? lines.slice(1) : lines;
}

function remarks({ variables }: NoProxyReport): string[] {
  const hasProxy = Object.keys(variables).some((name) => name.toLowerCase() !== 'no_proxy');
  const isOdd = [variables.NO_PROXY, variables.no_proxy].some((value) => value?.split(/[,\s]/).includes('?'));
  return [...(isOdd ? [NO_HOST_ENTRY] : []), ...(hasProxy ? [] : [NO_PROXY_VARIABLE])];
}

const HOST_WIDTH = 44;

function matrix(targets: readonly Target[], ascii: boolean): string[] {
  if (targets.length === 0) return [];
  const numbers = PROGRAMS.map((_, index) => `${index + 1}`.padStart(2).padEnd(3)).join('');
  const lines = targets.map((target) => {
    const cells = PROGRAMS.map(
      (program) => ` ${target.programs[program] === 'direct' ? 'D' : 'P'}${takesWrongRoute(target, program) ? '!' : ' '}`,
    );
    return shortened(hostText(target), ascii).padEnd(HOST_WIDTH) + cells.join('').trimEnd();
  });
  return [
    'D direct, P not direct, ! not the route that the access requirements state',
    '',
    ...legend(),
    '',
    `${' '.repeat(HOST_WIDTH)}${numbers}`.trimEnd(),
    ...lines,
  ];
}

/** The columns are numbered, so that a user on a call can refer to one. */
function legend(): string[] {
  const rows = PROGRAMS.length / 4;
  return Array.from({ length: rows }, (_, row) =>
    [0, 1, 2, 3]
      .map((column) => column * rows + row)
      .map((index) => `${String(index + 1).padStart(2)} ${PROGRAMS[index] ?? ''}`.padEnd(20))
      .join('')
      .trimEnd(),
  );
}

/** Keeps the end of a name, which identifies it better than its middle. */
function shortened(text: string, ascii: boolean): string {
  if (text.length <= HOST_WIDTH) return text;
  const sign = ascii ? '...' : '…';
  const head = Math.floor((HOST_WIDTH - sign.length) / 3);
  return text.slice(0, head) + sign + text.slice(text.length - (HOST_WIDTH - sign.length - head));
}
