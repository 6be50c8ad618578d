/** If these fail, a flag is silently ignored, and a user believes that it took effect. */
import { describe, expect, it } from 'vitest';
import { checkFlagScope, DEMO_LIST_NAME, WALK_NAME } from './flag-scope.ts';
import type { Flags } from './flags.ts';
import { CommandError } from './usage.ts';

describe('a flag', () => {
  it.each<[command: string, flags: Flags, belongsTo: string]>([
    ['check', { markdown: true }, 'compare, request, fleet'],
    ['check', { for: 'you' }, 'request'],
    ['open', { compact: true }, 'check'],
    ['open', { bundle: 'b.zip' }, `${WALK_NAME}, check`],
    ['compare', { jsonl: true }, `${WALK_NAME}, check, open`],
    ['explain', { resume: true }, WALK_NAME],
    [WALK_NAME, { compact: true }, 'check'],
    [DEMO_LIST_NAME, { markdown: true }, 'compare'],
  ])('is refused by %s when it belongs to another command: %j', (command, flags, belongsTo) => {
    const refused = { status: 2, hint: expect.stringContaining(`The flag belongs to: ${belongsTo}`) };
    expect(() => checkFlagScope(command, flags)).toThrow(expect.objectContaining(refused));
  });

  it('is refused without a list of all commands when most commands accept it', () => {
    expect(() => checkFlagScope('listen', { json: true })).toThrow(
      expect.objectContaining({ status: 2, hint: 'See: gitpod-doctor --help' }),
    );
  });

  it.each<[string, Flags]>([
    ['check', { json: true, jsonl: true }],
    ['check', { compact: true, json: true }],
    [WALK_NAME, { json: true, jsonl: true }],
    ['compare', { json: true, markdown: true }],
    ['compare', { html: true, markdown: true }],
    ['request', { json: true, format: 'csv' }],
    ['request', { markdown: true, format: 'json' }],
  ])('is refused by %s when it chooses a second output format: %j', (command, flags) => {
    expect(() => checkFlagScope(command, flags)).toThrow(CommandError);
  });

  it.each<[string, Flags]>([
    ['check', { jsonl: true, bundle: 'b.zip', baseline: 'a.zip', quiet: true }],
    ['request', { json: true, format: 'json', for: 'you' }],
    ['request', { markdown: true, format: 'markdown', for: 'you' }],
    [WALK_NAME, { resume: true, json: true, bundle: 'b.zip' }],
    ['listen', { udp: '4242', host: '0.0.0.0' }],
  ])('is accepted by %s when it belongs to that command: %j', (command, flags) => {
    expect(() => checkFlagScope(command, flags)).not.toThrow();
  });
});
