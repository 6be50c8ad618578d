/**
 * A proxy script gives routes that differ from the measured one: which of them works first, in the order in which the program tries them?
 */

import { scriptRoutes } from '../../knowledge/measurements/script-routes.ts';
import { routeOfEntry } from '../../knowledge/proxies/script-readers.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { control } from '../request.ts';
import type { ControlContext } from './question.ts';

/** Most lists have two or three proxies, and later entries are rarely reached. */
const MAX_ENTRIES = 4;

/** The next entry of each list that has no answer yet. */
export function scriptEntryControls({ session, original, controlMs }: ControlContext): ProbeRequest[] {
  return scriptRoutes(session).flatMap(({ row, entries, tried, outcome }) => {
    const entry = outcome === 'open' && tried.length < MAX_ENTRIES ? entries[tried.length] : undefined;
    const request = original.get(row.request);
    if (entry === undefined || request === undefined) return [];
    const route = routeOfEntry(entry);
    const { requirements } = row;
    return control('script-entry', { ...request, requirements, route, stageMs: route.via === 'direct' ? request.stageMs : controlMs });
  });
}
