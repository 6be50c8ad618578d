/** Parses typed answers. An error is one line and never echoes the input. */
import { DOMAIN_PATTERN, isHost, REGION_SHAPE } from '../model/host-syntax.ts';
import { isPlainDestination } from '../model/ssh/index.ts';
import { bareHost } from '../model/target.ts';
import type { Choice } from './step.ts';

export type CheckedAnswer = { ok: true; value: string } | { ok: false; problem: string };

export function checkChoice(text: string, choices: readonly Choice[]): CheckedAnswer {
  return choices.some((choice) => choice.value === text)
    ? { ok: true, value: text }
    : { ok: false, problem: `One of: ${choices.map((choice) => choice.value).join(', ')}.` };
}

export function checkRegions(text: string): CheckedAnswer {
  const regions = itemsOf(text.toLowerCase());
  return regions.every((region) => REGION_SHAPE.test(region))
    ? joined(regions)
    : { ok: false, problem: 'A region looks like us-east-1; separate several with commas.' };
}

export function checkAliases(text: string): CheckedAnswer {
  const aliases = itemsOf(text.replace(/^\s*ssh\s+/i, ''));
  return aliases.every(isPlainDestination)
    ? joined(aliases)
    : { ok: false, problem: 'An alias is the name after ssh, for example <id>.gitpod.environment; separate several with commas.' };
}

export function checkAccount(text: string): CheckedAnswer {
  const account = text.replaceAll(/[\s-]/g, '');
  return account === '' || /^\d{12}$/.test(account)
    ? { ok: true, value: account }
    : { ok: false, problem: 'An account has twelve digits, for example 123456789012.' };
}

export function checkDomain(text: string): CheckedAnswer {
  const domain = text
    .trim()
    .replace(/^https:\/\//, '')
    .replace(/\/$/, '');
  return domain === '' || DOMAIN_PATTERN.test(domain)
    ? { ok: true, value: domain }
    : { ok: false, problem: 'A domain looks like runner.example.com.' };
}

/** Addresses of services: `https` is assumed, and only host, port and path are kept. */
export function checkAddresses(text: string): CheckedAnswer {
  const addresses = itemsOf(text).map(plainAddress);
  return addresses.includes(null)
    ? { ok: false, problem: 'An address looks like https://github.com; separate several with commas.' }
    : joined(addresses.filter((address) => address !== null));
}

function plainAddress(text: string): string | null {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  return url !== null && url.protocol === 'https:' && isHost(bareHost(url.hostname)) ? `https://${url.host}${url.pathname}` : null;
}

function itemsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((item) => item !== '');
}

function joined(items: readonly string[]): CheckedAnswer {
  return { ok: true, value: [...new Set(items)].join(', ') };
}
