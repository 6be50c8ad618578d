/** The store, with frames of this user interface. */
import { createStore, type Store, type StoreOptions } from '../app/store.ts';
import { drawFrame } from './frame/draw-frame.ts';
import type { Picture } from './frame/picture.ts';

export type ScreenStore = Store<Picture>;

export function createScreenStore(options: Omit<StoreOptions<Picture>, 'draw'>): ScreenStore {
  return createStore({ ...options, draw: drawFrame });
}
