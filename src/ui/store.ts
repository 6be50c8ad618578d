/** The store, with the frame of this shell as its picture. */
import { createStore, type Store, type StoreOptions } from '../app/store.ts';
import { type Drawn, drawFrame } from './frame/draw-frame.ts';

export type ScreenStore = Store<Drawn>;

export function createScreenStore(options: Omit<StoreOptions<Drawn>, 'draw'>): ScreenStore {
  return createStore({ ...options, draw: drawFrame });
}
