/** The NO_PROXY list at the end of a request. It must not contradict the rest of the request. */

import { withEntries } from '../../knowledge/no-proxy/index.ts';
import type { Fix } from '../../model/finding.ts';
import type { Ask, Handover } from '../../model/handover.ts';
import { variablesIn } from '../../shells/index.ts';
import type { SuggestedLists } from '../proxies/proxy-ways.ts';

/** The list that every program reads alike, with the entries of these fixes. */
export function listWith({ noProxy, nonProxyHosts }: SuggestedLists, asks: readonly Ask[]): SuggestedLists {
  const lists = withEntries({ NO_PROXY: noProxy, 'http.nonProxyHosts': nonProxyHosts }, entriesOf(asks));
  return { noProxy: lists.NO_PROXY, nonProxyHosts: lists['http.nonProxyHosts'] };
}

/** The list contains the entries of a fix and replaces its line. */
export function holdsEntries({ asks }: Handover): boolean {
  return entriesOf(asks).length > 0;
}

function entriesOf(asks: readonly Ask[]): string[] {
  return [...new Set(asks.flatMap(({ fixes }) => fixes.flatMap(addedBy)))];
}

/** The entries that a command adds; `export NO_PROXY="${NO_PROXY:+$NO_PROXY,}a.example,b.example"` adds two. */
function addedBy({ command }: Fix): string[] {
  return variablesIn(command ?? '')
    .flatMap(({ name, value }) => (/^no_proxy$/i.test(name) ? value.split(',') : []))
    .filter((entry) => /^[\w.:/[\]*-]+$/.test(entry));
}
