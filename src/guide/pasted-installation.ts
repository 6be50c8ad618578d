/**
 * The stored form of a pasted configuration or stack output: the signs of the installation and the runner's domain. The text itself is
 * dropped.
 */
import { readInstallation } from '../knowledge/installation.ts';
import { INSTALLATION_SIGNS, type PastedInstallation } from '../model/installation.ts';
import { type CheckedAnswer, checkDomain } from './answer-text.ts';

const PROBLEM = 'This text does not show the kind of runner. Paste the outputs of its stack or its configuration, or leave this empty.';

/** Idempotent: the stored text parses to itself. */
export function checkInstallation(text: string): CheckedAnswer {
  const trimmed = text.trim();
  if (trimmed === '' || storedInstallation(trimmed) !== null) return { ok: true, value: trimmed };
  const pasted = readInstallation(trimmed);
  return pasted === null ? { ok: false, problem: PROBLEM } : { ok: true, value: installationText(pasted) };
}

/** The stored signs and domain; null for any other text. */
export function storedInstallation(value: string): PastedInstallation | null {
  const [words = '', domain, ...more] = value.split(' for ');
  const signs = INSTALLATION_SIGNS.filter((sign) => words.split(', ').includes(sign));
  if (signs.length === 0 || signs.join(', ') !== words || more.length > 0) return null;
  if (domain === undefined) return { signs };
  const checked = checkDomain(domain);
  return checked.ok && checked.value === domain && domain !== '' ? { signs, runnerDomain: domain } : null;
}

/** Returns text like `aws-runner-names, gateway-empty for runner.example.com`. */
export function installationText({ signs, runnerDomain }: PastedInstallation): string {
  const words = INSTALLATION_SIGNS.filter((sign) => signs.includes(sign)).join(', ');
  return runnerDomain === undefined ? words : `${words} for ${runnerDomain}`;
}
