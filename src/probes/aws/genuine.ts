/**
 * Whether an answer comes from AWS. The SDK would parse a block page with status 200 as an empty success, so each answer is first checked
 * for the API's form and for a mark of AWS.
 */

export interface RawAwsAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}

/** The parts of an answer that show whether it comes from AWS. The phase records them. */
export interface AnswerMarks {
  status: number;
  contentType: string | null;
  requestId: boolean;
  server: string | null;
  clockSkewMs: number | null;
  genuine: boolean;
}

/** Thrown before the SDK parses a page of another server. */
export class NotAwsError extends Error {
  override readonly name = 'NotAws';
}

/** Product names of AWS's front ends. */
const SERVERS = ['AmazonEC2', 'AmazonS3', 'Server'];
/** The root element of an XML answer: EC2, STS and their errors use those of `XML_ROOTS`, pages of other servers do not. */
const XML_ROOT = /^(?:\ufeff)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?<([A-Za-z]{1,80})[\s>/]/;
const XML_ROOTS = /^(?:[A-Z][A-Za-z]+Response|Response)$/;

export function answerMarksOf({ status, headers, body }: RawAwsAnswer, now: number): AnswerMarks {
  const header = (name: string) => headers[name] ?? headers[name.toLowerCase()] ?? null;
  const contentType = header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? null;
  const text = new TextDecoder().decode(body.subarray(0, 4096));
  const requestId =
    header('x-amzn-requestid') !== null ||
    header('x-amz-request-id') !== null ||
    /<request(?:id)>/i.test(text) ||
    /<request(?:id)>/i.test(new TextDecoder().decode(body.subarray(-1024)));
  const server = header('server');
  const date = Date.parse(header('date') ?? '');
  const known = server !== null && SERVERS.includes(server) ? server : null;
  return {
    status,
    contentType: contentType !== null && /^[a-z]+\/[a-z0-9.+-]{1,60}$/.test(contentType) ? contentType : null,
    requestId,
    server: known,
    clockSkewMs: Number.isNaN(date) ? null : date - now,
    genuine: contentType !== 'text/html' && hasForm(text, contentType) && (requestId || (known !== null && known !== 'Server')),
  };
}

function hasForm(text: string, contentType: string | null): boolean {
  if (contentType?.includes('json') === true) return /^\s*\{/.test(text);
  const root = XML_ROOT.exec(text)?.[1];
  return root !== undefined && XML_ROOTS.test(root);
}
