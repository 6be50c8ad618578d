/** Decodes a proxy script as Chromium does (net/proxy_resolution/pac_file_fetcher_impl.cc), and reports why a text is not a script. */
import type { FailureKind } from '../../model/failure.ts';
import type { ProxyScriptFacts } from '../../model/proxy-script.ts';

/** The largest script that Chromium loads (kDefaultMaxResponseBytes). */
export const MAX_SCRIPT_BYTES = 1024 * 1024;

const MARKS = [
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
] as const;

export interface ScriptText extends Pick<ProxyScriptFacts, 'encoding' | 'bom'> {
  text: string;
}

/** Uses the charset of the header, else the byte order mark, else ISO-8859-1. */
export function decodeScript(bytes: Buffer, charset: string | null): ScriptText {
  const mark = MARKS.find((each) => each.bytes.every((byte, index) => bytes[index] === byte));
  if (charset === null) {
    if (mark === undefined) return { text: bytes.toString('latin1'), encoding: 'iso-8859-1', bom: false };
    return { text: new TextDecoder(mark.encoding).decode(bytes), encoding: mark.encoding, bom: true };
  }
  const bom = mark !== undefined;
  if (/^(?:iso-8859-1|latin1|us-ascii)$/i.test(charset)) return { text: bytes.toString('latin1'), encoding: 'iso-8859-1', bom };
  const known = MARKS.find(({ encoding }) => encoding === charset.toLowerCase());
  try {
    return { text: new TextDecoder(charset).decode(bytes), encoding: known?.encoding ?? 'other', bom };
  } catch {
    // Chromium then ignores the script. Other programs do not read the charset.
    return { text: bytes.toString('latin1'), encoding: 'other', bom };
  }
}

/** Null if it may be a script. A script may begin with `"use strict"` or an array, but then it contains the name of the function. */
export function scriptTextFault(bytes: number, text: string): Extract<FailureKind, 'pac.too-large' | 'pac.not-script'> | null {
  if (bytes > MAX_SCRIPT_BYTES) return 'pac.too-large';
  const start = text.replace(/^\ufeff/, '').trimStart();
  // A binary file has NUL bytes; so has UTF-16 without a mark, which browsers do not recognise either.
  const isNone = text.includes('FindProxyForURL') ? /^<(?!!--)/ : /^(?:$|<(?!!--)|[[{"]|PK)|\0/;
  return isNone.test(start) ? 'pac.not-script' : null;
}
