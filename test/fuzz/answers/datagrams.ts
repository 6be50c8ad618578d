/** Datagrams of a resolver (RFC 1035 §4.1) and of a gateway's UDP port. */
import type { Dice } from '../../../src/bundle/testing/mutations.ts';
import { hostile, pick } from '../payloads.ts';

const ADDRESSES = ['127.0.0.1', '169.254.169.254', '10.9.9.3', '0.0.0.0', '198.51.100.7', '198.51.100.7', '255.255.255.255'];

/** An answer to this query in which every part may be wrong. */
export function dns(question: Buffer, dice: Dice): Buffer {
  const name = question.subarray(12);
  const asked = name.subarray(0, name.indexOf(0) + 5);
  const records = Array.from({ length: dice(6) }, () => record(dice));
  const head = Buffer.alloc(12);
  question.copy(head, 0, 0, 2);
  if (dice(12) === 0) head.writeUInt16BE(dice(65536), 0);
  head.writeUInt16BE(0x8180 | pick([0, 0, 0, 0, 1, 2, 3, 5, 9, 15], dice) | (dice(10) === 0 ? 0x0200 : 0), 2);
  head.writeUInt16BE(dice(10) === 0 ? dice(65536) : 1, 4);
  head.writeUInt16BE(dice(8) === 0 ? pick([0, 1, 65535], dice) : records.length, 6);
  head.writeUInt16BE(dice(12) === 0 ? 65535 : 0, 8);
  const extended = dice(3) === 0 ? [edns(dice)] : [];
  head.writeUInt16BE(extended.length, 10);
  const whole = Buffer.concat([head, asked, ...records, ...extended]);
  if (dice(10) === 0) return whole.subarray(0, dice(whole.length));
  if (dice(10) === 0) whole[dice(whole.length)] = dice(256);
  return dice(25) === 0 ? Buffer.concat([whole, Buffer.alloc(3000)]) : whole;
}

function record(dice: Dice): Buffer {
  // Pointers (§4.1.4): to the query, to themselves, forward, and beyond the message.
  const owner = pick(
    [Buffer.from([0xc0, 12]), Buffer.from([0xc0, 12]), Buffer.from([0xff, 0xff]), Buffer.from([0xc0, 40]), labels(dice)],
    dice,
  );
  const type = pick([1, 1, 1, 28, 5, 5, 6, 16, 41, 46, 64, 255], dice);
  const address = pick(ADDRESSES, dice);
  const data =
    type === 1
      ? Buffer.from(address.split('.').map(Number))
      : type === 5
        ? pick([labels(dice), Buffer.from([0xc0, 12]), Buffer.from([0xc0, 60])], dice)
        : Buffer.from(Array.from({ length: pick([0, 4, 16, 16, 200], dice) }, () => dice(256)));
  const head = Buffer.alloc(10);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(pick([1, 1, 1, 3, 255], dice), 2);
  head.writeUInt32BE(pick([0, 60, 0x7fffffff, 0xffffffff], dice), 4);
  head.writeUInt16BE(dice(12) === 0 ? pick([0, 1, 65535], dice) : data.length, 8);
  return Buffer.concat([owner, head, data]);
}

/** A name of any bytes: labels may contain what a shell or a terminal interprets. */
function labels(dice: Dice): Buffer {
  const parts = Array.from({ length: 1 + dice(4) }, () => Buffer.from(hostile('cdn', dice)).subarray(0, 63));
  return Buffer.concat([
    ...parts.filter(({ length }) => length > 0).flatMap((part) => [Buffer.from([part.length]), part]),
    Buffer.from([0]),
  ]);
}

/** OPT with an extended error and its text (RFC 8914 §2). */
function edns(dice: Dice): Buffer {
  const words = Buffer.from(hostile('blocked by policy', dice)).subarray(0, 400);
  const option = Buffer.alloc(6);
  option.writeUInt16BE(15, 0);
  option.writeUInt16BE(dice(8) === 0 ? 65535 : words.length + 2, 2);
  option.writeUInt16BE(pick([0, 15, 17, 18, 65535], dice), 4);
  const head = Buffer.alloc(11);
  head.writeUInt16BE(41, 1);
  head.writeUInt16BE(1232, 3);
  head.writeUInt16BE(option.length + words.length, 9);
  return Buffer.concat([head, option, words]);
}

/** Replies to a message for an unknown tunnel: a part of one, other data, or a flood. */
export function gateway(message: Buffer, dice: Dice): Buffer[] {
  const reply = Buffer.from(message);
  if (reply.length > 0) reply[0] = pick([0x12, 0x12, 0x00, 0xff, 0x11], dice);
  if (reply.length > 1 && dice(4) === 0) reply[dice(reply.length)] = dice(256);
  const one = pick(
    [
      reply,
      message,
      reply.subarray(0, dice(reply.length + 1)),
      Buffer.from(hostile('x', dice)),
      Buffer.alloc(1400, dice(256)),
      Buffer.alloc(0),
    ],
    dice,
  );
  return Array.from({ length: dice(8) === 0 ? 300 : 1 }, () => one);
}
