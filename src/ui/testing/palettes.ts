/** Default palettes of terminals: how our 16 colour names look on real screens. */

export interface Palette {
  background: string;
  foreground: string;
  /** The colours 0 to 15. */
  ansi: readonly string[];
}

function palette(background: string, foreground: string, ansi: string): Palette {
  return { background, foreground, ansi: ansi.split(' ') };
}

const XTERM =
  '#000000 #cd0000 #00cd00 #cdcd00 #0000ee #cd00cd #00cdcd #e5e5e5 #7f7f7f #ff0000 #00ff00 #ffff00 #5c5cff #ff00ff #00ffff #ffffff';
const CAMPBELL =
  '#0c0c0c #c50f1f #13a10e #c19c00 #0037da #881798 #3a96dd #cccccc #767676 #e74856 #16c60c #f9f1a5 #3b78ff #b4009e #61d6d6 #f2f2f2';
const ONE_HALF_LIGHT =
  '#383a42 #e45649 #50a14f #c18301 #0184bc #a626a4 #0997b3 #fafafa #4f525d #df6c75 #98c379 #e4c07a #61afef #c577dd #56b5c1 #ffffff';
const APPLE =
  '#000000 #990000 #00a600 #999900 #0000b2 #b200b2 #00a6b2 #bfbfbf #666666 #e50000 #00d900 #e5e500 #0000ff #e500e5 #00e5e5 #e5e5e5';
const SOLARIZED =
  '#073642 #dc322f #859900 #b58900 #268bd2 #d33682 #2aa198 #eee8d5 #002b36 #cb4b16 #586e75 #657b83 #839496 #6c71c4 #93a1a1 #fdf6e3';
const CODE_DARK =
  '#000000 #cd3131 #0dbc79 #e5e510 #2472c8 #bc3fbc #11a8cd #e5e5e5 #666666 #f14c4c #23d18b #f5f543 #3b8eea #d670d6 #29b8db #e5e5e5';
const CODE_LIGHT =
  '#000000 #cd3131 #107c10 #949800 #0451a5 #bc05bc #0598bc #555555 #666666 #cd3131 #14ce14 #b5ba00 #0451a5 #bc05bc #0598bc #a5a5a5';

export const PALETTES = {
  'xterm, dark': palette('#000000', '#e5e5e5', XTERM),
  'xterm, light': palette('#ffffff', '#000000', XTERM),
  'Windows Terminal, Campbell': palette('#0c0c0c', '#cccccc', CAMPBELL),
  'Windows Terminal, One Half Light': palette('#fafafa', '#383a42', ONE_HALF_LIGHT),
  'macOS Terminal, Basic': palette('#ffffff', '#000000', APPLE),
  'macOS Terminal, Pro': palette('#000000', '#f2f2f2', APPLE),
  'Solarized, dark': palette('#002b36', '#839496', SOLARIZED),
  'Solarized, light': palette('#fdf6e3', '#657b83', SOLARIZED),
  'VS Code, dark': palette('#1e1e1e', '#cccccc', CODE_DARK),
  'VS Code, light': palette('#ffffff', '#333333', CODE_LIGHT),
} as const satisfies Record<string, Palette>;
