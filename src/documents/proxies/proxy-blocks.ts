/** Host × program: which way each program takes, and the list to set. */
import { PROGRAMS } from '../../knowledge/no-proxy/index.ts';
import { type Block, command, list, paragraph, sectionOf, type Text } from '../block.ts';
import { LIST_WORDS, listExports, WAYS_LEGEND } from '../words/way-words.ts';
import { NO_PROXY_VARIABLE, type ProxyWays, type WaysRow } from './proxy-ways.ts';

/** Nothing where the machine was not looked at. What it is given is masked already. */
export function proxyBlocks(ways: ProxyWays): Block[] {
  switch (ways.proxy) {
    case 'unknown':
      return [];
    case 'none':
      return [paragraph(NO_PROXY_VARIABLE), ...sectionOf(LIST_WORDS.elsewhere, list(ways.elsewhere))];
    case 'set':
      return [
        paragraph(ways.summary),
        ...(ways.rows.length === 0 ? [] : [matrix(ways.rows), paragraph([{ quiet: WAYS_LEGEND }])]),
        ...sectionOf(LIST_WORDS.all, [command(listExports(ways.suggested.noProxy), 'posix')]),
        ...sectionOf(LIST_WORDS.java, [command(`-Dhttp.nonProxyHosts='${ways.suggested.nonProxyHosts}'`, 'posix')]),
        ...sectionOf(LIST_WORDS.now, [command(ways.variables.join('\n')), ...list(ways.remarks)]),
        ...sectionOf(LIST_WORDS.elsewhere, list(ways.elsewhere)),
        ...sectionOf(LIST_WORDS.open, list(ways.open.map((group) => `${group.ways}: ${group.hosts.join(', ')}`))),
      ];
  }
}

function matrix(rows: readonly WaysRow[]): Block {
  return { kind: 'table', wide: true, head: ['Host', ...PROGRAMS], rows: rows.map(({ host, cells }) => [host, ...cells.map(cell)]) };
}

function cell({ way, wrong }: WaysRow['cells'][number]): Text {
  const letter = way === 'direct' ? 'D' : 'P';
  return wrong ? [{ strong: `${letter}!` }] : letter;
}
