/** Masks the value of a host field: a name or an address, with or without a port, or a NO_PROXY entry. */
import { addressClass } from '../model/address.ts';
import { isPseudonym } from '../model/masked.ts';
import { maskAddress } from './addresses.ts';
import { maskName, type NameContext } from './names.ts';
import { isRedacted } from './span.ts';

export function maskHost(text: string, context: NameContext): string {
  if (text === '' || context.publicSet.has(text) || isPseudonym(text) || isRedacted(text)) return text;
  // A NO_PROXY entry with spaces is one entry for Go and several for curl.
  if (text.includes(' '))
    return text
      .split(' ')
      .map((word) => maskHost(word, context))
      .join(' ');
  const address = maskAddress(text, context);
  if (address !== null) return address;

  const bracketed = /^\[([0-9a-f:.]+)\](:\d{1,5})?$/i.exec(text);
  if (bracketed !== null) {
    const inner = maskAddress(bracketed[1] ?? '', context);
    if (inner !== null) return `${inner === bracketed[1] ? `[${inner}]` : inner}${bracketed[2] ?? ''}`;
  }
  const withPort = /^([^:]+)(:\d{1,5})$/.exec(text);
  if (withPort !== null) return maskHost(withPort[1] ?? '', context) + (withPort[2] ?? '');
  const masked = /^(px-[a-z0-9-]+)(\/\d{1,3})$/.exec(text);
  if (masked !== null && isPseudonym(masked[1] ?? '')) return text;

  const range = /^([\d.]+)-([\d.]+)$/.exec(text) ?? MASKED_RANGE.exec(text);
  if (range !== null) return `${maskHost(range[1] ?? '', context)}-to-${maskHost(range[2] ?? '', context)}`;
  const pattern = /^(\d{1,3}(?:\.\d{1,3}){0,2})\.\*$/.exec(text);
  if (pattern !== null) return maskPattern(text, pattern[1] ?? '', context);
  return maskName(text, context);
}

/** A range as `maskHost` writes it, of which each end may be masked. */
const MASKED_RANGE = /^(px-[a-z0-9-]+|[\d.]+)-to-(px-[a-z0-9-]+|[\d.]+)$/;

/** Masks an address pattern: `10.*` and `169.254.*` only show their block, but `10.20.*` is a customer's network. */
function maskPattern(text: string, start: string, context: NameContext): string {
  if (context.level === 'network-clear') return text;
  const bytes = start.split('.');
  const sample = [...bytes, '0', '0', '1'].slice(0, 4).join('.');
  if (bytes.length === 1 || start === '192.168' || !['private', 'shared', 'public'].includes(addressClass(sample))) return text;
  return `${maskAddress([...bytes, '0', '0', '0'].slice(0, 4).join('.'), context) ?? text}/${bytes.length * 8}`;
}
