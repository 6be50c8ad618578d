/** The one table of keys: it feeds the handlers, the footer, the help screen and the README. */
import type { ScreenName } from '../screen-name.ts';
import type { Action, Binding } from './binding.ts';
import type { KeyPress } from './key-press.ts';
import { BUNDLING } from './keys/bundle.ts';
import { LEAVING } from './keys/leaving.ts';
import { MEASURING } from './keys/measuring.ts';
import { MOVING } from './keys/moving.ts';
import { VIEWING } from './keys/views.ts';

/** In the order of footer, help and README. */
export const KEYS: readonly Binding[] = [...MOVING, ...VIEWING, ...MEASURING, ...BUNDLING, ...LEAVING];

/** What a key does on a screen; null if nothing. */
export function actionOf(press: KeyPress, screen: ScreenName): Action | null {
  return KEYS.find(({ keys, on }) => on.includes(screen) && keys.includes(press))?.action ?? null;
}

export function bindingsOf(screen: ScreenName): Binding[] {
  return KEYS.filter(({ on }) => on.includes(screen));
}

/** The table for the README. */
export function keyTableMarkdown(): string {
  const rows = KEYS.map(({ label, on, help }) => `| \`${label}\` | ${placesText(on)} | ${help} |`);
  return ['| key | where | what it does |', '| --- | --- | --- |', ...rows].join('\n');
}

/** A key that works on most screens is told once, and not with a list that nobody reads. */
function placesText(on: readonly ScreenName[]): string {
  return on.length > 7 ? 'everywhere' : on.join(', ');
}
