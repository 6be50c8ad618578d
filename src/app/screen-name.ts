/** All screens, in groups for actions and overlays. A table of screens that omits one does not compile. */

/** Screens of the guide. */
export const WALK_SCREENS = ['start', 'ask', 'step', 'result', 'finish'] as const;
/** Views with more details, shown over the guide's screen. */
export const VIEW_SCREENS = ['detail', 'request', 'no-proxy', 'images', 'alias', 'path', 'opened', 'compare'] as const;
/** Screens shown over the guide's screen. */
export const OVERLAY_SCREENS = [...VIEW_SCREENS, 'help', 'preview', 'file', 'search'] as const;
export const SCREEN_NAMES = [...WALK_SCREENS, 'watch', ...OVERLAY_SCREENS, 'confirm', 'too-small', 'fault'] as const;
export type ScreenName = (typeof SCREEN_NAMES)[number];
/** The kind of overlay. Confirmations have one name per question. */
export type Overlay = (typeof OVERLAY_SCREENS)[number] | 'help-search' | 'confirm-quit' | 'confirm-reveal';

/** Screens with a selection in numbered rows. */
export const LIST_SCREENS = ['start', 'ask', 'step', 'watch', 'preview', 'path'] as const satisfies readonly ScreenName[];
/** Screens that scroll. */
export const TEXT_SCREENS = [
  ...(['result', 'finish', 'detail', 'request', 'no-proxy', 'images', 'alias', 'opened', 'compare', 'help', 'file'] as const),
] as const satisfies readonly ScreenName[];
