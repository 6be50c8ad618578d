/** Keys that move around on a screen. */
import { type Binding, DIGITS, LISTS, TEXTS } from '../binding.ts';

const MOVABLE = [...LISTS, ...TEXTS] as const;

export const MOVING: readonly Binding[] = [
  { action: 'up', keys: ['up', 'k'], label: '↑ k', hint: '', help: 'Move up.', on: MOVABLE, priority: 9 },
  { action: 'down', keys: ['down', 'j'], label: '↓ j', hint: '', help: 'Move down.', on: MOVABLE, priority: 9 },
  { action: 'page-up', keys: ['pageup'], label: 'PgUp', hint: '', help: 'Move up by a page.', on: MOVABLE, priority: 9 },
  {
    action: 'page-down',
    keys: ['pagedown', ' '],
    label: 'PgDn space',
    hint: '',
    help: 'Move down by a page.',
    on: MOVABLE.filter((name) => name !== 'watch'),
    priority: 9,
  },
  {
    action: 'page-down',
    keys: ['pagedown'],
    label: 'PgDn',
    hint: '',
    help: 'Move down by a page, where space freezes.',
    on: ['watch'],
    priority: 9,
  },
  { action: 'first', keys: ['home', 'g'], label: 'Home g', hint: '', help: 'Go to the first line.', on: MOVABLE, priority: 9 },
  { action: 'last', keys: ['end', 'G'], label: 'End G', hint: '', help: 'Go to the last line.', on: MOVABLE, priority: 9 },
  {
    action: 'jump',
    keys: DIGITS,
    label: '1-9',
    hint: 'jump',
    help: 'Jump to the row or choice with this number; 1 then 2 is row 12.',
    on: LISTS,
    priority: 5,
  },
  {
    action: 'open-finding',
    keys: DIGITS,
    label: '1-9',
    hint: 'finding',
    help: 'Show the finding with this number: its fixes and its evidence.',
    on: ['finish', 'opened'],
    priority: 5,
  },
  {
    action: 'choose',
    keys: ['enter'],
    label: 'enter',
    hint: 'choose',
    help: 'Take the selected choice.',
    on: ['start', 'ask'],
    priority: 1,
  },
  {
    action: 'change-place',
    keys: ['tab'],
    label: 'tab',
    hint: 'where',
    help: 'Say that this runs at another place: a laptop, the runner, an environment.',
    on: ['start'],
    priority: 3,
  },
];
