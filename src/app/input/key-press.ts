/** A named key (`enter`, `ctrl-c`), or one printable character. */
export type KeyPress = string;
