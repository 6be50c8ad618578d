/** The appearance in this terminal: with or without colour, Unicode or ASCII. */
import { createContext } from 'react';
import type { FileLink } from '../terminal/links.ts';

export interface Appearance {
  coloured: boolean;
  ascii: boolean;
  /** Makes a path a link; null if the terminal has no links. */
  fileLink: FileLink | null;
}

export const AppearanceContext = createContext<Appearance>({ coloured: true, ascii: false, fileLink: null });
