/** What the store reads off a state of the engine. */

import type { EngineState } from './application.ts';
import { hasAliases } from './screens/alias-view.ts';
import { hasImages } from './screens/images-view.ts';
import type { UiState } from './screens/input.ts';

/** Where the walk is, as one value: another step, or another cause. */
export function placeOf({ guide }: EngineState): string {
  return `${guide.trail.length} ${guide.at} ${guide.trail.at(-1)?.cause?.key ?? ''}`;
}

/** A bundle that was written before the last measurement is not the whole story any more. */
export function staleBundle(bundle: UiState['bundle']): UiState['bundle'] {
  return bundle.state === 'written' ? { state: 'outdated' } : bundle;
}

export function faultText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'an unknown fault';
}

/** Views of one subject that the session has something for. */
export function viewsOf(session: EngineState['session']): ReadonlySet<'images' | 'alias'> {
  return new Set([...(hasImages(session) ? (['images'] as const) : []), ...(hasAliases(session) ? (['alias'] as const) : [])]);
}
