/** The one table of keys: it feeds the handlers, the footer, the help screen and the README. */
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
  'open-finding',
  'detail',
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
  'back',
  'close',
  'request',
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

const LISTS = ['start', 'ask', 'step', 'watch', 'preview'] as const;
const TEXTS = ['result', 'finish', 'detail', 'request', 'no-proxy', 'help', 'file'] as const;
const WALK = ['start', 'ask', 'step', 'result', 'finish'] as const;
const OVERLAYS = ['detail', 'request', 'no-proxy', 'help', 'preview', 'file', 'search'] as const;
const ANYWHERE = [...WALK, 'watch', ...OVERLAYS, 'confirm', 'too-small', 'fault'] as const;
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

export const KEYS: readonly Binding[] = [
  { action: 'up', keys: ['up', 'k'], label: '↑ k', hint: '', help: 'Move up.', on: [...LISTS, ...TEXTS], priority: 9 },
  { action: 'down', keys: ['down', 'j'], label: '↓ j', hint: '', help: 'Move down.', on: [...LISTS, ...TEXTS], priority: 9 },
  { action: 'page-up', keys: ['pageup'], label: 'PgUp', hint: '', help: 'Move up by a page.', on: [...LISTS, ...TEXTS], priority: 9 },
  {
    action: 'page-down',
    keys: ['pagedown', ' '],
    label: 'PgDn space',
    hint: '',
    help: 'Move down by a page.',
    on: ['start', 'ask', 'step', 'preview', ...TEXTS],
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
  { action: 'first', keys: ['home', 'g'], label: 'Home g', hint: '', help: 'Go to the first line.', on: [...LISTS, ...TEXTS], priority: 9 },
  { action: 'last', keys: ['end', 'G'], label: 'End G', hint: '', help: 'Go to the last line.', on: [...LISTS, ...TEXTS], priority: 9 },
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
    on: ['finish'],
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
    action: 'detail',
    keys: ['e', 'enter'],
    label: 'e',
    hint: 'evidence',
    help: 'Show all evidence of the selected row, or of the finding.',
    on: ['step', 'watch', 'result'],
    priority: 3,
  },
  {
    action: 'request',
    keys: ['c'],
    label: 'c',
    hint: 'request',
    help: 'Show the text to send to the people who can fix it.',
    on: ['result'],
    priority: 1,
  },
  {
    action: 'copy',
    keys: ['c'],
    label: 'c',
    hint: 'copy',
    help: "Send the text to the terminal's clipboard and write it to a file.",
    on: ['request'],
    priority: 1,
  },
  {
    action: 'no-proxy',
    keys: ['p'],
    label: 'p',
    hint: 'proxies',
    help: 'Show which way each program takes to each host, and the NO_PROXY line that works for all of them.',
    on: ['step', 'result', 'finish'],
    priority: 4,
  },
  {
    action: 'close',
    keys: ['p'],
    label: 'p',
    hint: '',
    help: 'Close the view of proxies.',
    on: ['no-proxy'],
    priority: 9,
  },
  {
    action: 'recheck',
    keys: ['r'],
    label: 'r',
    hint: 're-check',
    help: 'Measure again what this fix must turn.',
    on: ['result'],
    priority: 2,
  },
  {
    action: 'rerun-row',
    keys: ['r'],
    label: 'r',
    hint: 're-run row',
    help: 'Measure the selected row again.',
    on: ['step', 'detail'],
    priority: 3,
  },
  {
    action: 'rerun-step',
    keys: ['R'],
    label: 'R',
    hint: 're-run step',
    help: 'Measure all rows of the step again.',
    on: ['step'],
    priority: 6,
  },
  {
    action: 'watch',
    keys: ['w'],
    label: 'w',
    hint: 'watch',
    help: 'Measure what fails again and again, while somebody changes the network.',
    on: ['step', 'result'],
    priority: 3,
  },
  {
    action: 'freeze',
    keys: [' '],
    label: 'space',
    hint: 'freeze',
    help: 'Hold the picture of a watch still, or let it go on; measuring goes on.',
    on: ['watch'],
    priority: 2,
  },
  {
    action: 'stop-watch',
    keys: ['w', 'escape', 'b'],
    label: 'w',
    hint: 'stop',
    help: 'Stop watching; the evidence is that of the last run.',
    on: ['watch'],
    priority: 1,
  },
  {
    action: 'skip-row',
    keys: ['x'],
    label: 'x',
    hint: 'skip row',
    help: 'Give up on the selected row while it is measured.',
    on: ['step'],
    priority: 7,
  },
  {
    action: 'look',
    keys: ['enter'],
    label: 'enter',
    hint: 'bundle',
    help: 'Look through the support bundle before it is written.',
    on: ['finish'],
    priority: 1,
  },
  {
    action: 'write',
    keys: ['w'],
    label: 'w',
    hint: 'write it',
    help: 'Write the support bundle as it is shown.',
    on: ['preview'],
    priority: 1,
  },
  {
    action: 'open-file',
    keys: ['enter', 'e'],
    label: 'enter',
    hint: 'open',
    help: 'Show the selected file as it ships.',
    on: ['preview'],
    priority: 2,
  },
  {
    action: 'leave-out',
    keys: ['x'],
    label: 'x',
    hint: 'leave out',
    help: 'Leave the selected file out of the bundle, or take it in again.',
    on: ['preview'],
    priority: 3,
  },
  {
    action: 'search',
    keys: ['/'],
    label: '/',
    hint: 'search',
    help: 'Look for a word in all files, and hide it there.',
    on: ['preview'],
    priority: 2,
  },
  {
    action: 'hide',
    keys: ['enter'],
    label: 'enter',
    hint: 'hide it',
    help: 'Hide the word in all files of the bundle.',
    on: ['search'],
    priority: 1,
  },
  {
    action: 'next',
    keys: ['n'],
    label: 'n',
    hint: 'next',
    help: 'Go on to the next finding or the next step.',
    on: ['step', 'result'],
    priority: 2,
  },
  { action: 'yes', keys: ['y'], label: 'y', hint: 'yes', help: 'Confirm.', on: ['confirm'], priority: 1 },
  {
    action: 'close',
    keys: ['escape', 'b', 'n'],
    label: 'esc',
    hint: 'no',
    help: 'Leave things as they are.',
    on: ['confirm'],
    priority: 1,
  },
  { action: 'close', keys: ['?'], label: '?', hint: '', help: 'Close the help.', on: ['help'], priority: 9 },
  {
    action: 'close',
    keys: ['escape', 'b'],
    label: 'b',
    hint: 'back',
    help: 'Close what lies over the step.',
    on: [...OVERLAYS, 'fault'],
    priority: 1,
  },
  {
    action: 'back',
    keys: ['b', 'escape'],
    label: 'b',
    hint: 'back',
    help: 'Go back one step; nothing that was measured is lost.',
    on: WALK,
    priority: 4,
  },
  {
    action: 'reveal',
    keys: ['m'],
    label: 'm',
    hint: 'reveal',
    help: 'Show masked values after a confirmation; hide them again.',
    on: [...WALK, 'watch', 'detail', 'request', 'no-proxy'],
    priority: 8,
  },
  {
    action: 'help',
    keys: ['?'],
    label: '?',
    hint: 'help',
    help: 'Show the keys and the words.',
    on: [...WALK, 'watch', 'detail', 'request', 'no-proxy', 'preview', 'file'],
    priority: 2,
  },
  {
    action: 'suspend',
    keys: ['ctrl-z'],
    label: 'Ctrl-Z',
    hint: '',
    help: 'Give the terminal back to the shell; fg brings the screen back.',
    on: ANYWHERE,
    priority: 9,
  },
  {
    action: 'quit',
    keys: ['q'],
    label: 'q',
    hint: 'quit',
    help: 'Leave; asks first while something runs or no bundle is written.',
    on: ANYWHERE,
    priority: 4,
  },
  {
    action: 'interrupt',
    keys: ['ctrl-c'],
    label: 'Ctrl-C',
    hint: '',
    help: 'Stop what runs; a second time leaves.',
    on: ANYWHERE,
    priority: 9,
  },
];

/** What a key does on a screen; null if nothing. */
export function actionOf(press: KeyPress, screen: ScreenName): Action | null {
  return KEYS.find(({ keys, on }) => on.includes(screen) && keys.includes(press))?.action ?? null;
}

export function bindingsOf(screen: ScreenName): Binding[] {
  return KEYS.filter(({ on }) => on.includes(screen));
}

/** The table for the README. */
export function keyTableMarkdown(): string {
  const rows = KEYS.map(({ label, on, help }) => `| \`${label}\` | ${on.length > 6 ? 'everywhere' : on.join(', ')} | ${help} |`);
  return ['| key | where | what it does |', '| --- | --- | --- |', ...rows].join('\n');
}
