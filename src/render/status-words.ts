/** The status words of every screen and line. Symbols and colours only repeat them. */

/** ADVICE is used only for findings that affect no counting requirement. */
export const STATUS_WORDS = ['PASS', 'FAIL', 'UNSURE', 'ADVICE', 'WAIT', 'SKIP'] as const;
export type StatusWord = (typeof STATUS_WORDS)[number];

export const STATUS_SYMBOLS = { PASS: '✔', FAIL: '✘', UNSURE: '?', ADVICE: '!', WAIT: '…', SKIP: '–' } as const satisfies Record<
  StatusWord,
  string
>;

/** The symbols for terminals and logs with ASCII only. */
export const ASCII_STATUS_SYMBOLS = { PASS: '+', FAIL: 'x', UNSURE: '?', ADVICE: '!', WAIT: '~', SKIP: '-' } as const satisfies Record<
  StatusWord,
  string
>;
