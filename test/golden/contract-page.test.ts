/** docs/contract.md names every term that other programs receive. Its table of flags is generated. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AREAS } from '../../src/model/areas.ts';
import { COMPACT_SCHEMA } from '../../src/model/compact.ts';
import { CONFIDENCES, OWNERS, SEVERITIES } from '../../src/model/finding.ts';
import { REQUEST_SCHEMA } from '../../src/model/handover.ts';
import { CONSENTS } from '../../src/model/profile-words.ts';
import { REPORT_SCHEMA } from '../../src/model/report.ts';
import { UNKNOWN_REASONS, VERDICTS } from '../../src/model/verdict.ts';

const page = readFileSync(new URL('../../docs/contract.md', import.meta.url), 'utf8');

/** The text below a heading of the page. */
function section(heading: string): string {
  const [, text] = page.split(`\n## ${heading}\n`);
  if (text === undefined) throw new Error(`docs/contract.md has no section ${heading}`);
  return text.split('\n## ')[0] ?? '';
}

describe('docs/contract.md', () => {
  it('lists the areas in the order of the catalogue', () => {
    expect(section('Areas')).toContain(`\`${AREAS.join(' ')}\``);
  });

  it('has exactly one line for each consent', () => {
    const listed = [...section('Consents').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    expect(listed).toEqual([...CONSENTS]);
  });

  it('lists every reason for an unknown verdict', () => {
    expect(section('`check --json`').replaceAll('\n', ' ')).toContain(`\`${UNKNOWN_REASONS.join(' ')}\``);
  });

  it.each([VERDICTS, SEVERITIES, CONFIDENCES, OWNERS])('contains every term of the report: %s', (...words) => {
    expect(section('`check --json`')).toContain(`"${words.join('|')}"`);
  });

  it.each([REPORT_SCHEMA, REQUEST_SCHEMA, COMPACT_SCHEMA])('lists the schema %s', (schema) => {
    expect(page).toContain(schema.replace('gitpod-doctor/', ''));
  });
});
