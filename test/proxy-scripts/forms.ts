/** Scripts in other encodings than UTF-8, with other content types, of other sizes. */

interface Form {
  name: string;
  /** The script whose text is used. */
  of: string;
  shows: string;
  bytes: (text: string) => Buffer;
  contentType?: string;
}

const utf8 = (text: string) => Buffer.from(text);
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const swapped = (text: string) => utf16(text).swap16();
const type = (charset: string) => `application/x-ns-proxy-autoconfig; charset=${charset}`;
const BOM = '\ufeff';
const MEGABYTE = 2 ** 20;

/** The text followed by a comment, so that it has this number of bytes. */
const padded = (text: string, bytes: number) => Buffer.concat([utf8(text), Buffer.from(`//${'x'.repeat(bytes)}`)]).subarray(0, bytes);

export const FORMS: readonly Form[] = [
  { name: 'utf-8-declared', of: 'umlauts', shows: 'UTF-8, as the content type says', bytes: utf8, contentType: type('utf-8') },
  { name: 'utf-8-mark', of: 'umlauts', shows: 'UTF-8 with a byte order mark', bytes: (text) => utf8(BOM + text) },
  {
    name: 'utf-8-mark-declared-latin-1',
    of: 'umlauts',
    shows: 'UTF-8 with a byte order mark, declared as Latin-1',
    bytes: (text) => utf8(BOM + text),
    contentType: type('iso-8859-1'),
  },
  { name: 'utf-16-little-mark', of: 'umlauts', shows: 'UTF-16, little endian, with a byte order mark', bytes: (text) => utf16(BOM + text) },
  { name: 'utf-16-big-mark', of: 'umlauts', shows: 'UTF-16, big endian, with a byte order mark', bytes: (text) => swapped(BOM + text) },
  { name: 'utf-16-little', of: 'umlauts', shows: 'UTF-16 without a byte order mark', bytes: utf16 },
  { name: 'utf-16-declared', of: 'umlauts', shows: 'UTF-16, as the content type says', bytes: utf16, contentType: type('utf-16le') },
  { name: 'latin-1', of: 'umlauts', shows: 'Latin-1, undeclared', bytes: latin1 },
  { name: 'latin-1-declared', of: 'umlauts', shows: 'Latin-1, as the content type says', bytes: latin1, contentType: type('iso-8859-1') },
  { name: 'latin-1-declared-utf-8', of: 'umlauts', shows: 'Latin-1, declared as UTF-8', bytes: latin1, contentType: type('utf-8') },
  { name: 'charset-unknown', of: 'umlauts', shows: 'a charset that does not exist', bytes: utf8, contentType: type('x-unknown') },
  {
    name: 'charset-quoted',
    of: 'umlauts',
    shows: 'a charset in quotation marks and upper case',
    bytes: utf8,
    contentType: type('"UTF-8"'),
  },
  { name: 'type-html', of: 'suffix-chain', shows: 'served as text/html', bytes: utf8, contentType: 'text/html' },
  { name: 'type-text', of: 'suffix-chain', shows: 'served as text/plain', bytes: utf8, contentType: 'text/plain' },
  {
    name: 'type-binary',
    of: 'suffix-chain',
    shows: 'served as application/octet-stream',
    bytes: utf8,
    contentType: 'application/octet-stream',
  },
  { name: 'lines-crlf', of: 'comments', shows: 'lines end with CR LF', bytes: (text) => utf8(text.replaceAll('\n', '\r\n')) },
  { name: 'lines-cr', of: 'comments', shows: 'lines end with CR', bytes: (text) => utf8(text.replaceAll('\n', '\r')) },
  {
    name: 'lines-separator',
    of: 'comments',
    shows: 'lines end with U+2028',
    bytes: (text) => utf8(text.replaceAll('\n', '\u2028')),
    contentType: type('utf-8'),
  },
  { name: 'nul-in-comment', of: 'comments', shows: 'a NUL in a comment', bytes: (text) => utf8(text.replace('the usual', 'the\0usual')) },
  { name: 'nul-at-end', of: 'suffix-chain', shows: 'a NUL at the end', bytes: (text) => utf8(`${text}\0`) },
  {
    name: 'mark-within',
    of: 'suffix-chain',
    shows: 'a second byte order mark between two words',
    bytes: (text) => utf8(BOM + text.replace('{', `{${BOM}`)),
  },
  { name: 'control-z-at-end', of: 'suffix-chain', shows: 'the end mark of DOS behind the script', bytes: (text) => utf8(`${text}\u001a`) },
  {
    name: 'form-feed',
    of: 'suffix-chain',
    shows: 'form feeds and no-break spaces between words',
    bytes: (text) => utf8(text.replaceAll(' ', '\f\u00a0')),
    contentType: type('utf-8'),
  },
  { name: 'size-limit', of: 'suffix-chain', shows: 'one megabyte to the byte', bytes: (text) => padded(text, MEGABYTE) },
  { name: 'size-over-limit', of: 'suffix-chain', shows: 'one byte more than a megabyte', bytes: (text) => padded(text, MEGABYTE + 1) },
];
