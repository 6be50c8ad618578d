/** A named key (`enter`, `ctrl-c`), or one printable character. */
export type KeyPress = string;
export const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;
