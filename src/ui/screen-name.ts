/** The screens there are. Every table over them is checked to be complete. */
export const SCREEN_NAMES = [
  'start',
  'ask',
  'step',
  'watch',
  'result',
  'finish',
  'detail',
  'request',
  'no-proxy',
  'help',
  'confirm',
  'preview',
  'file',
  'search',
  'too-small',
  'fault',
] as const;
export type ScreenName = (typeof SCREEN_NAMES)[number];
