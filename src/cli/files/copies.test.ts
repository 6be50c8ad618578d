import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepRequest } from './copies.ts';

describe('a copied request as a file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'requests-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is readable by its owner only, and is replaced by a newer copy of the same request', () => {
    keepRequest(folder, 's-GD106-network-team', 'old\n');
    const path = keepRequest(folder, 's-GD106-network-team', 'Please allow CONNECT to port 8443.\n');
    expect(readFileSync(path, 'utf8')).toBe('Please allow CONNECT to port 8443.\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'requests'))).toEqual(['s-GD106-network-team.txt']);
  });

  it('is deleted when twenty newer ones exist', () => {
    for (let index = 10; index < 40; index += 1) keepRequest(folder, `20260101T0000${index}`, 'x');
    expect(readdirSync(join(folder, 'requests'))).toHaveLength(20);
    expect(readdirSync(join(folder, 'requests')).sort()[0]).toBe('20260101T000020.txt');
  });

  it('reports a file system error when it cannot be written', () => {
    writeFileSync(join(folder, 'requests'), '');
    expect(() => keepRequest(folder, 's', 'x')).toThrow();
  });
});
