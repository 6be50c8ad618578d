/** A matrix of hosts and programs, and the NO_PROXY list to set. The input is already masked. */
import { PROGRAMS } from '../../model/no-proxy/programs.ts';
import { type Block, command, list, paragraph, type Section, sectionOf, type Text } from '../../render/block.ts';
import { LIST_HEADINGS, listExports, ROUTE_LETTERS, routesLegend } from '../words/route-words.ts';
import { toList } from '../words/say.ts';
import { NO_PROXY_VARIABLE, type ProgramRoutes, type RoutesRow } from './program-routes.ts';

type Set = Extract<ProgramRoutes, { proxy: 'set' }>;

/** For surfaces that are only about proxies. A report omits the section instead. */
export const NOT_INSPECTED = 'This machine was not inspected, so nothing is known about its proxy.';

/** `rows`: a table, or sentences for screen readers. Empty if the facts of the machine were not read. */
export function proxyBlocks(
  ways: ProgramRoutes,
  rows: (all: readonly RoutesRow[], columns: readonly string[]) => Block[] = table,
): Block[] {
  switch (ways.proxy) {
    case 'unknown':
      return [];
    case 'none':
      return [
        paragraph(NO_PROXY_VARIABLE),
        ...sectionOf(LIST_HEADINGS.elsewhere, list(ways.elsewhere)),
        ...sectionOf(LIST_HEADINGS.settings, list(ways.settings)),
      ];
    case 'set': {
      // The list to set comes first, followed by the present list and the reasons.
      const [all, java, ...others] = proxyLists(ways);
      return [paragraph(ways.summary), ...[all, java].filter((list) => list !== undefined), ...rows(ways.rows, ways.columns), ...others];
    }
  }
}

/** The NO_PROXY list to set, the current one, and the hosts whose route the requirements do not state. */
export function proxyLists({
  suggested,
  variables,
  remarks,
  elsewhere,
  settings,
  open,
}: Omit<Set, 'proxy' | 'summary' | 'columns' | 'rows'>): Section[] {
  return [
    ...sectionOf(LIST_HEADINGS.all, [command(listExports(suggested.noProxy), 'posix')]),
    ...sectionOf(LIST_HEADINGS.java, [command(`-Dhttp.nonProxyHosts='${suggested.nonProxyHosts}'`, 'posix')]),
    ...sectionOf(LIST_HEADINGS.now, [...(variables.length === 0 ? [] : [command(variables.join('\n'))]), ...list(remarks)]),
    ...sectionOf(LIST_HEADINGS.elsewhere, list(elsewhere)),
    ...sectionOf(LIST_HEADINGS.settings, list(settings)),
    ...sectionOf(LIST_HEADINGS.open, list(open.map((group) => `${group.ways}: ${group.hosts.join(', ')}`))),
  ];
}

function table(rows: readonly RoutesRow[], columns: readonly string[]): Block[] {
  if (rows.length === 0) return [];
  const matrix: Block = {
    kind: 'table',
    wide: true,
    head: ['Host', ...columns],
    rows: rows.map(({ host, cells }) => [host, ...cells.map(cell)]),
  };
  return [paragraph([{ quiet: routesLegend(columns) }]), matrix];
}

function cell({ way, wrong }: RoutesRow['cells'][number]): Text {
  const letter = ROUTE_LETTERS[way];
  return wrong ? [{ strong: `${letter}!` }] : letter;
}

export function routeSentences(rows: readonly RoutesRow[]): Block[] {
  const isWrong = ({ cells }: RoutesRow) => cells.some(({ wrong }) => wrong);
  const asWanted = rows.filter((row) => !isWrong(row)).map(({ host }) => host);
  return [
    ...list(rows.filter(isWrong).map(wrongWords)),
    ...(asWanted.length === 0 ? [] : [paragraph(`Every program takes the route that the requirements state for: ${asWanted.join(', ')}.`)]),
  ];
}

/** Every program with a wrong route has the same wrong route, so one word is enough. */
function wrongWords({ host, cells }: RoutesRow): string {
  const programs = cells.flatMap(({ wrong }, index) => (wrong ? [PROGRAMS[index] ?? ''] : []));
  const way = cells.find(({ wrong }) => wrong)?.way === 'direct' ? 'direct' : 'not direct';
  return `${host}: ${way} in ${toList(programs)}, which is not the route that the requirements state.`;
}
