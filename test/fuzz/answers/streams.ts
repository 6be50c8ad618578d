/** A server's output over a stream: HTTP/1, HTTP/2, the answer to CONNECT, AWS's XML, the metadata service, SSH. */
import { gzipSync } from 'node:zlib';
import type { Dice } from '../../../src/bundle/testing/mutations.ts';
import { hostile, pick } from '../payloads.ts';

/**
 * Addresses that must not be contacted when a server names them: this machine, its neighbours and both metadata services, also in unusual
 * spellings.
 */
export const INSIDE = [
  'http://169.254.169.254/latest/meta-data/iam/security-credentials/',
  'http://169.254.170.2/v2/credentials/x',
  'http://127.0.0.1:6379/%0d%0aFLUSHALL',
  'https://127.0.0.1/',
  'http://[::1]:8080/',
  'http://0.0.0.0/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://10.9.9.3/admin?delete=all',
  'https://10.9.9.3/x',
  'http://[::ffff:127.0.0.1]/',
  'http://localhost:8080/',
  '//169.254.169.254/x',
];
const LOCATIONS = [
  ...INSIDE,
  'https://user:pass@far.example.test/',
  'http://app.example.test/',
  '/next',
  '?x',
  'https://',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'https://h$({id,-un}).evil.test/',
  'https://a,b;c.test/\u0007',
  `https://${'a'.repeat(8000)}.test/`,
];
const PAGES = [
  () => Buffer.from('hello'),
  (dice: Dice) =>
    Buffer.from(`<html><head><title>Blocked ${hostile('x', dice)}</title></head><body>${hostile('support id', dice)}</body></html>`),
  (dice: Dice) =>
    Buffer.from(`<meta http-equiv="refresh" content="0;url=${pick(LOCATIONS, dice)}"><a href="${pick(LOCATIONS, dice)}">x</a>`),
  () => Buffer.from(`${'<div '.repeat(20_000)}`),
  () => Buffer.from(`["${'0'.repeat(40)}"]`),
  () => Buffer.from(`${'['.repeat(60_000)}`),
  () => gzipSync(Buffer.alloc(8 * 1024 * 1024)),
  (dice: Dice) => Buffer.from(Array.from({ length: 500 }, () => dice(256))),
];
const HEADERS = [
  'Server',
  'Via',
  'X-Powered-By',
  'WWW-Authenticate',
  'Proxy-Authenticate',
  'X-Squid-Error',
  'Set-Cookie',
  'Date',
  'Retry-After',
  'Content-Type',
  'X-Cache',
  'Alt-Svc',
  'Age',
  'x-amzn-requestid',
  'x-amz-error-code',
  'Proxy-Agent',
];
const FRAMING = [
  (body: Buffer) => [`Content-Length: ${body.length}`],
  (body: Buffer) => [`Content-Length: ${body.length}`, 'Connection: close'],
  () => ['Content-Length: -1'],
  () => ['Content-Length: 99999999999999999999'],
  () => ['Content-Length: 4000000'],
  () => ['Content-Length: 1', 'Content-Length: 2'],
  () => ['Transfer-Encoding: chunked'],
  () => ['Transfer-Encoding: chunked', 'Content-Length: 3'],
  () => ['Transfer-Encoding: gzip, identity'],
  (body: Buffer) => [`Content-Length: ${body.length}`, 'Content-Encoding: gzip'],
  (body: Buffer) => [`Content-Length: ${body.length}`, 'Content-Encoding: br, deflate, x'],
  () => ['Upgrade: h2c', 'Connection: Upgrade'],
  () => [],
];
const STATUSES = [
  100, 101, 103, 200, 200, 204, 206, 301, 302, 302, 307, 308, 304, 400, 401, 403, 407, 421, 429, 451, 500, 502, 503, 511, 599, 999, 0, 99,
];

/** A header's value may contain printable characters and the upper half of Latin-1 (RFC 9110 §5.5); some contain more. */
const value = (word: string, dice: Dice) =>
  dice(12) === 0 ? hostile(word, dice) : hostile(word, dice).replaceAll(/[^ -~\u0080-\u00ff]/g, '\u009b');

export function http1(dice: Dice, body = pick(PAGES, dice)(dice)): Buffer {
  const head = [
    `HTTP/${dice(12) === 0 ? pick(['0.9', '2.0', '9.9'], dice) : pick(['1.1', '1.0'], dice)} ${pick(STATUSES, dice)} ${value('OK', dice)}`,
  ];
  if (dice(3) > 0) head.push(`Location: ${pick(LOCATIONS, dice)}`);
  for (let count = dice(5); count > 0; count--) head.push(`${pick(HEADERS, dice)}: ${value('nginx/1.2', dice)}`);
  head.push(...(dice(2) === 0 ? pick(FRAMING, dice)(body) : [`Content-Length: ${body.length}`]));
  if (dice(12) === 0) head.push(`X-Long: ${'a'.repeat(70_000)}`);
  if (dice(12) === 0) head.push(...Array.from({ length: 3000 }, (_, index) => `X-${index}: y`));
  if (dice(12) === 0) head.push(' folded', 'no colon', ': no name', 'sp ace: x');
  const early = dice(10) === 0 ? 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(1 + dice(2000)) : '';
  const ends = dice(12) === 0 ? pick(['\n', '\r'], dice) : '\r\n';
  return spoiled(Buffer.concat([Buffer.from(`${early}${head.join(ends)}${ends}${ends}`, 'latin1'), body]), dice);
}

/** Frames of any type with any flags (RFC 9113 §4.1), after a valid preface or none. */
export function http2(dice: Dice): Buffer {
  const frames = Array.from({ length: 1 + dice(30) }, () => {
    const payload = pick(
      [
        Buffer.from([0x88]),
        Buffer.from('00030000006400040000ffff', 'hex'),
        // HPACK (RFC 7541): an index without an entry, an endless integer, a table size beyond the limit.
        Buffer.from('ffffffffffffff7f', 'hex'),
        Buffer.from('3fe1ffffff0f', 'hex'),
        Buffer.from([0x88, 0x0f, 0x1f, ...Buffer.from([26]), ...Buffer.from('http://169.254.169.254/xyz')]),
        Buffer.from(Array.from({ length: dice(300) }, () => dice(256))),
        Buffer.from(hostile('nginx', dice)),
        Buffer.alloc(16_384, 0x82),
      ],
      dice,
    );
    const head = Buffer.alloc(9);
    head.writeUIntBE(dice(12) === 0 ? 0xffffff : payload.length, 0, 3);
    head.writeUInt8(pick([0, 1, 1, 3, 4, 5, 6, 7, 8, 9, 12, 255], dice), 3);
    head.writeUInt8(pick([0, 1, 4, 5, 8, 0x20, 255], dice), 4);
    head.writeUInt32BE(pick([0, 1, 1, 1, 3, 0xffffffff], dice), 5);
    return Buffer.concat([head, payload]);
  });
  const begin = dice(4) === 0 ? [] : [Buffer.from('000000040000000000000000040100000000', 'hex')];
  if (dice(2) === 0) return Buffer.concat([...begin, ...answered(dice)]);
  const flood = dice(10) === 0 ? [Buffer.from('000008060000000000'.concat('00'.repeat(8)).repeat(5000), 'hex')] : [];
  return spoiled(Buffer.concat([...begin, ...frames, ...flood]), dice);
}

/** A complete answer with literal fields without indexing (RFC 7541 §6.2.2), redirects and pages as over HTTP/1. */
function answered(dice: Dice): Buffer[] {
  const field = (name: string, text: string) => {
    const [key, bytes] = [Buffer.from(name), Buffer.from(text, 'latin1').subarray(0, 126)];
    return Buffer.concat([Buffer.from([0, key.length]), key, Buffer.from([bytes.length]), bytes]);
  };
  const fields = [field(':status', String(pick(STATUSES, dice))), field('location', pick(LOCATIONS, dice))];
  for (let count = dice(4); count > 0; count--) fields.push(field(pick(HEADERS, dice).toLowerCase(), value('nginx', dice)));
  const body = pick(PAGES, dice)(dice).subarray(0, 16_000);
  return [framed(1, 4, Buffer.concat(fields)), framed(0, 1, body)];
}

function framed(type: number, flags: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(1, 5);
  return Buffer.concat([head, payload]);
}

/** AWS's answers (query protocol): valid structure with hostile values. */
export function aws(dice: Dice): Buffer {
  const text = () =>
    pick([hostile('eu-central-1', dice), '<b>', '&lt;', '&#27;[31m', '&#x1b;', '&#0;', '&big;', '<![CDATA[\u0007]]>', '', '%s'], dice);
  const errors = `<Response><Errors><Error><Code>${text()}</Code><Message>${text()}</Message></Error></Errors><RequestID>${text()}</RequestID></Response>`;
  const body = pick(
    [
      `<?xml version="1.0"?>${errors}`,
      `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY big "${'&a;'.repeat(2000)}">]>${errors}`,
      '<!DOCTYPE x [<!ENTITY big SYSTEM "file:///etc/passwd">]><Response>&big;</Response>',
      `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${text()}</Arn><UserId>${text()}</UserId><Account>${text()}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      `<DescribeImagesResponse><imagesSet><item><imageId>${text()}</imageId><imageOwnerId>${text()}</imageOwnerId><name>${text()}</name><creationDate>${text()}</creationDate></item></imagesSet></DescribeImagesResponse>`,
      `<DescribeRegionsResponse><regionInfo><item><regionName>${text()}</regionName><optInStatus>${text()}</optInStatus></item></regionInfo></DescribeRegionsResponse>`,
      `${'<a>'.repeat(20_000)}`,
      `<__proto__><polluted>true</polluted></__proto__>`,
      '<Response><Errors>',
      `{"__type":${JSON.stringify(hostile('AccessDenied', dice))},"message":"x"}`,
      hostile('plain', dice),
    ],
    dice,
  );
  if (dice(6) === 0) return http1(dice, Buffer.from(body));
  const status = pick([200, 200, 301, 307, 400, 403, 404, 429, 500, 503], dice);
  const moved = dice(5) === 0 ? `Location: ${pick(LOCATIONS, dice)}\r\n` : '';
  return Buffer.from(
    `HTTP/1.1 ${status} ${value('OK', dice)}\r\nContent-Type: text/xml\r\nx-amzn-requestid: ${value('r-1', dice)}\r\n${moved}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    'latin1',
  );
}

/** The metadata service: tokens, a document, a role and its keys, each with wrong content. */
export function metadata(dice: Dice): Buffer {
  const body = pick(
    [
      hostile('AQAEAExampleTokenOfTheMetadataService==', dice),
      '{"region":{},"accountId":[]}',
      `{"region":${JSON.stringify(hostile('eu-central-1', dice))},"accountId":${JSON.stringify(hostile('123456789012', dice))},"instanceType":${JSON.stringify(hostile('m6i.large', dice))}}`,
      '{"__proto__":{"polluted":true}}',
      '[',
      '',
      'x'.repeat(200_000),
      hostile('role', dice),
    ],
    dice,
  );
  if (dice(4) === 0) return http1(dice, Buffer.from(body));
  return Buffer.from(
    `HTTP/1.1 ${pick([200, 200, 200, 301, 401, 403, 404], dice)} OK\r\nServer: ${pick(['EC2ws', 'EC2ws', value('x', dice)], dice)}\r\nLocation: ${pick(LOCATIONS, dice)}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    'latin1',
  );
}

/** A banner and the packets after it (RFC 4253 §4.2, §6, §7.1). */
export function ssh(dice: Dice): Buffer {
  const banner = pick(
    [
      'SSH-2.0-OpenSSH_9.9\r\n',
      'SSH-2.0-OpenSSH_9.9\r\n',
      `SSH-2.0-${hostile('x', dice)}\r\n`,
      'SSH-1.5-x\r\n',
      'SSH-1.99-x\n',
      `SSH-2.0-${'a'.repeat(80_000)}`,
      `${hostile('welcome', dice)}\r\n`.repeat(1 + dice(300)),
      '',
    ],
    dice,
  );
  const list = () =>
    pick(
      ['', 'curve25519-sha256', hostile('aes256-ctr', dice), 'a,'.repeat(10_000), ',,,', 'diffie-hellman-group14-sha256,ext-info-s'],
      dice,
    );
  const string = (text: string) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(dice(15) === 0 ? 0xffffffff : Buffer.byteLength(text));
    return Buffer.concat([length, Buffer.from(text)]);
  };
  const payloads = [
    () => Buffer.concat([Buffer.from([20]), Buffer.alloc(16), ...Array.from({ length: 10 }, () => string(list())), Buffer.alloc(5)]),
    () => Buffer.concat([Buffer.from([1, 0, 0, 0, 2]), string(hostile('Too many', dice)), string('')]),
    () =>
      Buffer.concat([
        Buffer.from([pick([2, 3, 4, 21, 30, 31, 33, 50, 53, 192], dice)]),
        Buffer.from(Array.from({ length: dice(400) }, () => dice(256))),
      ]),
  ];
  const packets = Array.from({ length: dice(5) }, () => {
    const payload = pick(payloads, dice)();
    const padding = 16 - ((payload.length + 5) % 8);
    const head = Buffer.alloc(5);
    head.writeUInt32BE(dice(12) === 0 ? pick([0, 1, 0xffffffff, 40_000], dice) : payload.length + padding + 1);
    head.writeUInt8(padding, 4);
    return Buffer.concat([head, payload, Buffer.alloc(padding)]);
  });
  return spoiled(Buffer.concat([Buffer.from(banner, dice(2) === 0 ? 'latin1' : 'utf8'), ...packets]), dice);
}

/** A TLS server without TLS: records of any type with any length (RFC 8446 §5.1). */
export function tlsRecords(dice: Dice): Buffer {
  const records = Array.from({ length: 1 + dice(6) }, () => {
    const payload = pick(
      [
        Buffer.from([2, dice(256)]),
        Buffer.from([1, dice(256)]),
        Buffer.from(`02000076030${3}${'03'.repeat(60)}`, 'hex'),
        Buffer.from(Array.from({ length: dice(800) }, () => dice(256))),
        Buffer.from([11, 255, 255, 255]),
        Buffer.alloc(0),
      ],
      dice,
    );
    const head = Buffer.from([pick([20, 21, 22, 22, 23, 24, 255], dice), 3, pick([0, 1, 3, 3, 4, 255], dice), 0, 0]);
    head.writeUInt16BE(dice(10) === 0 ? 65535 : payload.length, 3);
    return Buffer.concat([head, payload]);
  });
  return dice(6) === 0 ? Buffer.from(hostile('220 mail.example.test ESMTP\r\n', dice)) : Buffer.concat(records);
}

/** Unchanged, truncated, with a changed byte, or doubled. */
function spoiled(bytes: Buffer, dice: Dice): Buffer {
  switch (dice(10)) {
    case 0:
      return bytes.subarray(0, dice(bytes.length + 1));
    case 1: {
      const changed = Buffer.from(bytes);
      if (changed.length > 0) changed[dice(changed.length)] = dice(256);
      return changed;
    }
    case 2:
      return Buffer.concat([bytes, bytes]);
    default:
      return bytes;
  }
}
