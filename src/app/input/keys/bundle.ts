/** Keys around the support bundle. */
import type { Binding } from '../binding.ts';

export const BUNDLING: readonly Binding[] = [
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
];
