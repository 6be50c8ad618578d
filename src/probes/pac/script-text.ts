/** The text of a proxy script from its bytes, as Chromium decodes it (net/proxy_resolution/pac_file_fetcher_impl.cc), and why it is none. */
import type { FailureKind } from '../../model/failure.ts';
import type { ProxyScriptFacts } from '../../model/proxy-script.ts';

/** Chromium loads no larger one (kDefaultMaxResponseBytes). */
export const MAX_SCRIPT_BYTES = 1024 * 1024;

const MARKS = [
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
] as const;

export interface ScriptText extends Pick<ProxyScriptFacts, 'encoding' | 'bom'> {
  text: string;
}

/** By the charset of the header; without one by the byte order mark; else ISO-8859-1. */
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
    // Chromium goes without the script then; other programs do not read the charset.
    return { text: bytes.toString('latin1'), encoding: 'other', bom };
  }
}

/** Null: it may be a script. One may begin with `"use strict"` or an array, but then it names the function. */
export function textFault(bytes: number, text: string): Extract<FailureKind, 'pac.too-large' | 'pac.not-script'> | null {
  if (bytes > MAX_SCRIPT_BYTES) return 'pac.too-large';
  const start = text.replace(/^\ufeff/, '').trimStart();
  const isNone = text.includes('FindProxyForURL') ? /^<(?!!--)/ : /^(?:$|<(?!!--)|[[{"]|PK)/;
  return isNone.test(start) ? 'pac.not-script' : null;
}
