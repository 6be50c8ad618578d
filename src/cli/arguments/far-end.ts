/** `--far-end HOST`: an address, or a name that is looked up once, before any measurement. */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Flags } from './flags.ts';
import { usage } from './usage.ts';

/** The flags with an address instead of a name. */
export async function resolveFarEnd(flags: Flags): Promise<Flags> {
  const host = flags['far-end'];
  if (host === undefined || isIP(host) !== 0) return flags;
  const found = /^[\w.-]{1,253}$/.test(host) ? await lookup(host, { family: 4 }).catch(() => null) : null;
  if (found === null) throw usage('--far-end takes a host that can be looked up, or its address.', 'Try: --far-end 203.0.113.5');
  return { ...flags, 'far-end': found.address };
}
