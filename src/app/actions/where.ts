/** The groups of screens that actions apply to. */
import type { ScreenName } from '../screen-name.ts';

/** Screens with a cursor over numbered rows. */
export const LISTS = ['start', 'ask', 'step', 'watch', 'preview', 'path', 'compare'] as const satisfies readonly ScreenName[];
/** Screens that scroll. */
export const TEXTS = [
  ...(['result', 'finish', 'detail', 'request', 'no-proxy', 'images', 'alias', 'opened', 'help', 'file'] as const),
] as const satisfies readonly ScreenName[];
/** Screens of the guide. */
export const WALK = ['start', 'ask', 'step', 'result', 'finish'] as const satisfies readonly ScreenName[];
/** Views over the walk with more details. */
export const VIEWS = [
  ...(['detail', 'request', 'no-proxy', 'images', 'alias', 'path', 'opened', 'compare'] as const),
] as const satisfies readonly ScreenName[];
export const OVERLAYS = [...VIEWS, 'help', 'preview', 'file', 'search'] as const satisfies readonly ScreenName[];
export const ANYWHERE = [...WALK, 'watch', ...OVERLAYS, 'confirm', 'too-small', 'fault'] as const satisfies readonly ScreenName[];
export const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;
