/** Each form of a request, read by a parser of that form. If these fail, a ticket system, a spreadsheet or a firewall refuses it. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { handoverAs } from '../../src/documents/handover/index.ts';
import { OWNERS } from '../../src/model/finding.ts';
import { RequestDocument } from '../../src/model/handover.ts';
import { SessionEvent } from '../../src/model/session.ts';
import { createRedactor } from '../../src/redact/index.ts';
import { readCsv } from '../support/csv.ts';
import { requested } from '../support/golden-requests.ts';
import { goldenSessions } from '../support/golden-session.ts';

const hasNft = spawnSync('nft', ['--version']).status === 0;
if (!hasNft) process.stderr.write('SKIPPED: the rules of requests are not read by nft: it is not on PATH\n');

const CASES = goldenSessions().map(({ name, events }) => ({ name, events, ...requested(events) }));

function isReadByNft(rules: string): void {
  const { status, stderr } = spawnSync('unshare', ['-n', 'nft', '-c', '-f', '-'], { input: rules, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

describe.each(CASES)('the request for $name', ({ toldTo }) => {
  const network = toldTo('network-team');

  it('has, in CSV, one record per rule and connection, and one field per column', () => {
    const [head = [], ...records] = readCsv(handoverAs('csv', network));
    expect(new Set(head).size).toBe(head.length);
    const column = (name: string) => records.map((record) => record[head.indexOf(name)]);
    expect(records.every((record) => record.length === head.length)).toBe(true);
    const spared = network.exemptions.map(({ host }) => host);
    const asked = network.openings.length + spared.length;
    const actions = [...network.openings.map(() => 'allow'), ...spared.map(() => 'exempt from TLS inspection')];
    expect(column('action')).toEqual([...actions, ...records.slice(asked).map(() => 'allow')]);
    expect(column('measured').slice(0, asked)).toEqual([...network.openings.map(({ host }) => host), ...spared.map(() => '')]);
    const destinations = [...network.openings.map(({ allow }) => allow.join(' ')), ...spared];
    expect(column('destination').slice(0, asked)).toEqual(destinations.map((each) => each.replace(/^(?=[=+\-@])/, "'")));
    const everything = column('destination').flatMap((each) => each?.split(' ') ?? []);
    expect(everything).toEqual(expect.arrayContaining(network.connections.map(({ host }) => host.replace(/^(?=[=+\-@])/, "'"))));
    expect(column('why').every((why) => why !== '')).toBe(true);
  });

  it.skipIf(!hasNft)('has an nftables set that loads and contains exactly the addresses of the packet filter rules', () => {
    const rules = handoverAs('nftables', network);
    isReadByNft(rules);
    const wanted = network.openings
      .filter(({ by, needed }) => by === 'address' && needed)
      .flatMap(({ addresses, port }) => addresses.map((one) => `${one} . ${port}`));
    const held = Array.from(rules.matchAll(/^ {6}(\S+ \. \d+) comment "/gm), ([, element]) => element ?? '');
    expect(held.sort()).toEqual([...new Set(wanted)].sort());
  });

  it('has, in Markdown, the same number of cells in every table row, and no text that becomes markup', () => {
    for (const owner of OWNERS) {
      const lines = handoverAs('markdown', toldTo(owner)).split('\n');
      const cells = (line: string) => line.split(/(?<!\\)\|/).length;
      const tables = lines.map((line, index) => ({ line, before: lines[index - 1] })).filter(({ line }) => line.startsWith('|'));
      for (const { line, before } of tables) if (before?.startsWith('|')) expect(cells(line)).toBe(cells(before));
      expect(lines.filter((line) => line.startsWith('```')).length % 2).toBe(0);
      expect(lines.filter((line) => /^#+ /.test(line) && !/^#{1,4} \S/.test(line))).toEqual([]);
    }
  });

  it('matches its JSON schema', () => {
    for (const owner of OWNERS) {
      const document: unknown = JSON.parse(handoverAs('json', toldTo(owner)));
      expect(RequestDocument.parse(document)).toEqual(document);
    }
  });

  it('contains, in text and Markdown, every cause and destination of its JSON form', () => {
    for (const owner of OWNERS) {
      const told = toldTo(owner);
      for (const format of ['text', 'markdown'] as const) {
        const text = handoverAs(format, told).replaceAll('\\', '');
        for (const { finding } of told.asks) expect(text).toContain(finding.code);
        for (const { allow } of told.openings) for (const host of allow) expect(text).toContain(host);
        for (const { host } of told.exemptions) expect(text).toContain(host);
        expect(text).not.toMatch(/undefined|(?<!\/dev\/)null|\[object/);
      }
    }
  });
});

describe('a request with masked names', () => {
  it.skipIf(!hasNft)('is valid for nft, with the masked addresses as comments', () => {
    const { events } = CASES.find(({ name }) => name === 'no-direct-egress-rejected') ?? expect.fail();
    const redactor = createRedactor({ level: 'strict', key: new Uint8Array(32), publicNames: [], secrets: [] });
    const masked = requested(events.map((event) => redactor.value(SessionEvent, event))).toldTo('network-team');
    expect(masked.openings.flatMap(({ addresses }) => addresses).join(' ')).toContain('px-ip4-');
    const rules = handoverAs('nftables', masked);
    isReadByNft(rules);
    for (const line of rules.split('\n').filter((each) => each.includes('px-'))) expect(line).toMatch(/^#/);
    expect(rules).toContain('make the rules from the session on the machine that measured');
    expect(rules).not.toContain('No address is known');
  });
});
