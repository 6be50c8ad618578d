/** What a key binding is, and the groups of screens that bindings are made for. */
import type { ScreenName } from '../screen-name.ts';
import type { KeyPress } from './key-press.ts';

export const ACTIONS = [
  'up',
  'down',
  'page-up',
  'page-down',
  'first',
  'last',
  'jump',
  'choose',
  'change-place',
  'take-found',
  'go-there',
  'open-finding',
  'detail',
  'path',
  'images',
  'alias',
  'about',
  'comparison',
  'look',
  'open-file',
  'leave-out',
  'search',
  'hide',
  'write',
  'yes',
  'rerun-row',
  'rerun-step',
  'recheck',
  'skip-row',
  'watch',
  'freeze',
  'stop-watch',
  'next',
  'whole-list',
  'back',
  'close',
  'request',
  'choose-owner',
  'next-owner',
  'copy',
  'no-proxy',
  'reveal',
  'help',
  'suspend',
  'quit',
  'interrupt',
] as const;
export type Action = (typeof ACTIONS)[number];

export interface Binding {
  action: Action;
  keys: readonly KeyPress[];
  /** As the footer and the help spell the keys. */
  label: string;
  /** One or two words for the footer. */
  hint: string;
  /** A sentence for the help screen and the README. */
  help: string;
  on: readonly ScreenName[];
  /** The footer drops the highest numbers first when it runs out of room. */
  priority: number;
}

/** Screens with a cursor over numbered rows. */
export const LISTS = ['start', 'ask', 'step', 'watch', 'preview', 'path', 'compare'] as const satisfies readonly ScreenName[];
/** Screens that scroll. */
export const TEXTS = [
  'result',
  'finish',
  'detail',
  'request',
  'no-proxy',
  'images',
  'alias',
  'opened',
  'help',
  'file',
] as const satisfies readonly ScreenName[];
/** Screens that the guide asks for. */
export const WALK = ['start', 'ask', 'step', 'result', 'finish'] as const satisfies readonly ScreenName[];
/** Views that lie over the walk and tell more of it. */
export const VIEWS = [
  'detail',
  'request',
  'no-proxy',
  'images',
  'alias',
  'path',
  'opened',
  'compare',
] as const satisfies readonly ScreenName[];
export const OVERLAYS = [...VIEWS, 'help', 'preview', 'file', 'search'] as const satisfies readonly ScreenName[];
export const ANYWHERE = [...WALK, 'watch', ...OVERLAYS, 'confirm', 'too-small', 'fault'] as const satisfies readonly ScreenName[];
export const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;
