/** Facts that the store derives from the state of the engine. */

import type { EngineState } from './application.ts';
import type { UiState } from './screens/input.ts';

/** The position in the guide as one value, which changes with the step or the cause. */
export function positionInWalk({ guide }: EngineState): string {
  return `${guide.trail.length} ${guide.at} ${guide.trail.at(-1)?.cause?.key ?? ''}`;
}

/** A bundle written before the last measurement is outdated. */
export function markBundleOutdated(bundle: UiState['bundle']): UiState['bundle'] {
  return bundle.state === 'written' ? { state: 'outdated' } : bundle;
}

export function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'an unknown fault';
}

export function subjectViewsOf({ requirements }: EngineState['session']): ReadonlySet<'images' | 'alias'> {
  return new Set(requirements.flatMap(({ area }) => (area === 'ami' ? (['images'] as const) : area === 'ssh' ? (['alias'] as const) : [])));
}
