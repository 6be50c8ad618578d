/** How things look in this terminal: with colour or without, with Unicode or only ASCII. */
import { createContext } from 'react';

export interface Appearance {
  coloured: boolean;
  ascii: boolean;
}

export const AppearanceContext = createContext<Appearance>({ coloured: true, ascii: false });
