/**
 * Where our answer differs from Chromium's, with the reason. The test fails for a difference without a line here, and for a line without a
 * difference.
 */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  'state-memo':
    'Here a run ends at the lookup of an unknown name. In Chromium it continues for some instructions, so the script keeps an answer that was made without the address',
  'state-office-once':
    'Here a run ends at the lookup of an unknown name. In Chromium it continues for some instructions, so the script keeps an answer that was made without the address',
  'state-counter': "Chromium's own requests also call the script, so they change its counter",
  'entries-bad-ports': 'entries with port 0 are dropped, because no proxy has this port; Chromium keeps them',
  'entries-odd-hosts': 'names that cannot exist in DNS are dropped; Chromium keeps them in the list',
  'charset-unknown':
    'Chromium uses no script whose charset it does not know. Other programs never read the charset, so here the script is read as Latin-1',
  'returns-long': 'the list is read up to a limit, which is longer than any list that a program tries',
};

/** Scripts for which the line of an exception differs. */
export const OTHER_LINES: Readonly<Record<string, string>> = {
  'throws-text': 'what is thrown is no Error, and carries no line',
  'time-odd': 'thrown as a text by a function of the library, and carries no line',
  'login-page-naming': 'a page is told by its beginning, and not run',
  'throws-in-helper': 'the line of the script that called; Chromium names one of its own library',
};
