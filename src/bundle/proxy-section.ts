/** The part of `report.md` about proxies: each program's route, and the list to set. */

import { NO_PROXY_VARIABLE, type ProxyWays, type WaysRow } from '../documents/proxies/proxy-ways.ts';
import { block, bullets, prose, table } from '../documents/report/markdown.ts';
import { LIST_WORDS, listExports, WAYS_LEGEND } from '../documents/words/way-words.ts';
import { PROGRAMS } from '../knowledge/no-proxy/index.ts';

/** Empty where the machine was not inspected. Its input is masked already. */
export function proxySection(ways: ProxyWays): string {
  switch (ways.proxy) {
    case 'unknown':
      return '';
    case 'none':
      return parts(prose(NO_PROXY_VARIABLE), listOf('Told elsewhere:', ways.elsewhere));
    case 'set':
      return parts(
        prose(ways.summary),
        ways.rows.length === 0 ? '' : `${table(['', 'Host', ...PROGRAMS], ways.rows.map(row))}\n\n${prose(WAYS_LEGEND)}`,
        `${LIST_WORDS.all}:\n\n${block(listExports(ways.suggested.noProxy))}`,
        `${LIST_WORDS.java}:\n\n${block(`-Dhttp.nonProxyHosts='${ways.suggested.nonProxyHosts}'`)}`,
        `Set now:\n\n${block(ways.variables.join('\n'))}`,
        listOf('', ways.remarks),
        listOf('Told elsewhere:', ways.elsewhere),
        listOf(
          `${LIST_WORDS.open}:`,
          ways.open.map((group) => `${group.ways}: ${group.hosts.join(', ')}`),
        ),
      );
  }
}

function row({ host, cells }: WaysRow, index: number): string[] {
  return [String(index + 1), host, ...cells.map(({ way, wrong }) => `${way === 'direct' ? 'D' : 'P'}${wrong ? '!' : ''}`)];
}

function listOf(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : parts(title, bullets(lines));
}

function parts(...all: readonly string[]): string {
  return all.filter((part) => part !== '').join('\n\n');
}
