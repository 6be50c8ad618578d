/**
 * Host names: every label that could name a customer is replaced. A label's pseudonym depends on the domain to its right, so
 * `git.corp.example` and `sso.corp.example` share their domain and nothing else.
 */
import { addCheckLetter, isPseudonym } from '../model/masked.ts';
import { addressOfLabel, reverseZone } from './address-names.ts';
import { type AddressContext, maskAddress } from './addresses.ts';
import { AWS_LABELS, GENERIC_NAMES } from './words.ts';

/** A placeholder of the access requirements for a customer's value: `<region>`. */
const PLACEHOLDER = /^<[a-z-]{1,30}>$/;

const MASKED_ZONE = /^px-ip[46]-[a-z0-9-]+\.(?:in-addr|ip6)\.arpa\.?$/i;

export interface NameContext extends AddressContext {
  account(id: string): string;
}

/** Masks a host name, a wildcard or a suffix (`.corp.example`, `*.corp.example`); the dots stay. */
export function maskName(name: string, context: NameContext): string {
  if (context.publicSet.has(name) || GENERIC_NAMES.has(name.toLowerCase())) return name;
  const zone = reverseZone(name);
  if (zone !== null) {
    const masked = maskAddress(zone.address, context) ?? zone.address;
    return masked === zone.address ? name : masked + zone.rest;
  }
  if (MASKED_ZONE.test(name) && isPseudonym(name.slice(0, name.indexOf('.')))) return name;
  const [, lead = '', core = '', dot = ''] = /^(\*?\.?)(.*?)(\.?)$/s.exec(name) ?? [];
  const labels = core.toLowerCase().split('.');
  const kept = lead !== '' && isPublicDomain(labels, context) ? labels.length : context.publicSet.publicTail(labels);
  if (kept === labels.length) return name;
  const masked = labels.map((label, index) => (index >= labels.length - kept ? label : maskLabel(label, labels.slice(index), context)));
  if (masked.every((label, index) => label === labels[index])) return name;
  if (context.level === 'strict') return lead + strictName(labels, kept, context) + dot;
  return lead + masked.join('.') + dot;
}

/** Whether the labels are a whole published domain, as in `.amazonaws.com` and `*.gitpod.io`. */
function isPublicDomain(labels: readonly string[], context: NameContext): boolean {
  return labels.length > 1 && context.publicSet.publicTail(labels) === labels.length;
}

function maskLabel(label: string, domain: readonly string[], context: NameContext): string {
  if (label === '' || label === '*' || PLACEHOLDER.test(label) || isPseudonym(label)) return label;
  if (/^\d{12}$/.test(label)) return context.account(label);
  if (context.level === 'network-clear') return label;
  const embedded = addressOfLabel(label);
  if (embedded !== null) {
    const masked = maskAddress(embedded, context) ?? label;
    return masked === embedded ? label : masked;
  }
  if (isAws(domain) && (AWS_LABELS.has(label) || /^(?:s3-(?:website-|accesspoint-|control-)?)?[a-z]{2}(?:-[a-z]+){1,2}-\d$/.test(label)))
    return label;
  const pseudonym = addCheckLetter(`px-${context.tag('name', domain.join('.'), 6)}`);
  context.made(pseudonym, label);
  return pseudonym;
}

function isAws(domain: readonly string[]): boolean {
  return /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|(?:ec2|compute)\.internal)$/.test(domain.join('.'));
}

/** Replaces the whole private part by one label, so that two names do not show a common domain. */
function strictName(labels: readonly string[], kept: number, context: NameContext): string {
  const [first = '', ...more] = labels.slice(0, labels.length - kept);
  const tail = labels.slice(labels.length - kept);
  if (more.length === 0 && isPseudonym(first)) return labels.join('.');
  const pseudonym = addCheckLetter(`px-${context.tag('strict-name', labels.join('.'), 6)}`);
  context.made(pseudonym, labels.slice(0, labels.length - kept).join('.'));
  return [pseudonym, ...tail].join('.');
}
