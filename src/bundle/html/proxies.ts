/** Host × program: each program's route, and the list to set. */

import { NO_PROXY_VARIABLE, type ProxyWays, type WaysRow } from '../../documents/proxies/proxy-ways.ts';
import { LIST_WORDS, listExports, WAYS_LEGEND } from '../../documents/words/way-words.ts';
import { PROGRAMS } from '../../knowledge/no-proxy/index.ts';
import { html, type Markup, type Part } from '../../render/markup.ts';
import { copyable, list, section } from './parts.ts';

export function proxies(ways: ProxyWays): Markup {
  switch (ways.proxy) {
    case 'unknown':
      return html``;
    case 'none':
      return section('proxies', 'Proxies and NO_PROXY', html`<p>${NO_PROXY_VARIABLE}</p>`, elsewhere(ways.elsewhere));
    case 'set':
      return section(
        'proxies',
        'Proxies and NO_PROXY',
        html`<p>${ways.summary}</p>`,
        ways.rows.length > 0 && matrix(ways.rows),
        html`<h4>${LIST_WORDS.all}</h4>${copyable(listExports(ways.suggested.noProxy))}`,
        html`<h4>${LIST_WORDS.java}</h4>${copyable(`-Dhttp.nonProxyHosts='${ways.suggested.nonProxyHosts}'`)}`,
        html`<h4>Set now</h4>${copyable(ways.variables.join('\n'))}`,
        list(ways.remarks),
        elsewhere(ways.elsewhere),
        ways.open.length > 0 &&
          html`<h4>${LIST_WORDS.open}</h4>${list(ways.open.map((group) => html`${group.ways}: ${group.hosts.join(', ')}`))}`,
      );
  }
}

function elsewhere(lines: readonly string[]): Part {
  return lines.length > 0 && html`<h4>Told elsewhere</h4>${list(lines)}`;
}

/** Wider than a phone: it scrolls in its own box, and the hosts stay visible. */
function matrix(rows: readonly WaysRow[]): Markup {
  return html`<div class="wide" tabindex="0" role="region" aria-label="Ways by host and program"><table class="matrix">
<thead><tr><th scope="col">Host</th>${PROGRAMS.map((program) => html`<th scope="col"><span>${program}</span></th>`)}</tr></thead>
<tbody>${rows.map(({ host, cells }) => html`<tr><th scope="row">${host}</th>${cells.map(cell)}</tr>\n`)}</tbody></table></div>
<p><small>${WAYS_LEGEND}</small></p>`;
}

function cell({ way, wrong }: WaysRow['cells'][number]): Markup {
  const sign = `${way === 'direct' ? 'D' : 'P'}${wrong ? '!' : ''}`;
  return wrong ? html`<td class="wrong">${sign}</td>` : html`<td>${sign}</td>`;
}
