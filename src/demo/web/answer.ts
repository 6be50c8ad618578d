/** Requests to a simulated service and its responses, as plain data, so that a host's behaviour is a pure function. */

export interface WebRequest {
  host: string;
  method: string;
  /** The path without the query. */
  path: string;
  /** Headers by names in lower case. */
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

export interface WebAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
  /** Content-Length declares the whole body, but only this many bytes are sent before the connection closes. */
  cutAfter?: number;
  /** Sends the body at this rate. */
  bytesPerSecond?: number;
  /** Sends this many bytes of the body, then nothing, while the connection stays open. */
  stallsAfter?: number;
  /** Closes the connection without a response. */
  hangsUp?: true;
  /** Resets the connection without a response. */
  resets?: true;
  /** Over HTTP/2, resets the stream with this error code (RFC 9113 §7). Over HTTP/1.1, answers as usual. */
  resetsStream?: number;
  /** Leaves the connection open without a response. */
  staysSilent?: true;
}

export type Site = (request: WebRequest) => WebAnswer;

export function page(title: string, status = 200, headers: Readonly<Record<string, string>> = {}): WebAnswer {
  const body = `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body };
}

export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): WebAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: `${JSON.stringify(value)}\n` };
}

export function text(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): WebAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

export function redirect(location: string, status = 302): WebAnswer {
  return { status, headers: { location }, body: '' };
}

export function bytes(body: Uint8Array, contentType = 'application/octet-stream'): WebAnswer {
  return { status: 200, headers: { 'content-type': contentType, 'accept-ranges': 'bytes' }, body };
}
