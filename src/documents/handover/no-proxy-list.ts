/** The NO_PROXY list at the end of a request. It must not contradict the rest of the request. */

import { addEntries } from '../../knowledge/no-proxy/index.ts';
import type { Fix } from '../../model/finding.ts';
import type { Handover, HandoverItem } from '../../model/handover.ts';
import { variablesOf } from '../../shells/index.ts';
import type { SuggestedLists } from '../proxies/program-routes.ts';

/** A list that every program reads in the same way, with the entries of these fixes. */
export function listWithEntries({ noProxy, nonProxyHosts }: SuggestedLists, asks: readonly HandoverItem[]): SuggestedLists {
  const lists = addEntries({ NO_PROXY: noProxy, 'http.nonProxyHosts': nonProxyHosts }, entriesOf(asks));
  return { noProxy: lists.NO_PROXY, nonProxyHosts: lists['http.nonProxyHosts'] };
}

/** True if the list contains the entries of a fix, so that the fix needs no line of its own. */
export function hasNoProxyEntries({ asks }: Handover): boolean {
  return entriesOf(asks).length > 0;
}

function entriesOf(asks: readonly HandoverItem[]): string[] {
  return [...new Set(asks.flatMap(({ fixes }) => fixes.flatMap(addedBy)))];
}

/** The entries that a command adds; `export NO_PROXY="${NO_PROXY:+$NO_PROXY,}a.example,b.example"` adds two. */
function addedBy({ command }: Fix): string[] {
  return variablesOf(command ?? '')
    .flatMap(({ name, value }) => (/^no_proxy$/i.test(name) ? value.split(',') : []))
    .filter((entry) => /^[\w.:/[\]*-]+$/.test(entry));
}
