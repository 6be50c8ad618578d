/** The text about many machines: limited in length, most helpful first, and without markup from a result. */
import { describe, expect, it } from 'vitest';
import { createCollection, createFleet } from '../../fleet/index.ts';
import { compact, type Told } from '../../fleet/testing/places.ts';
import type { Fleet } from '../../model/fleet.ts';
import { markdown as markdownOf } from '../../render/markdown.ts';
import { flatText } from '../../render/text.ts';
import { fleetDocument } from './document.ts';
import { LIMITS, truncateFleet } from './words.ts';

function fleet(results: readonly Told[], silent: readonly string[] = []): Fleet {
  const collection = createCollection();
  for (const [index, told] of results.entries())
    collection.add(compact({ instance: `i-${String(index).padStart(8, '0')}`, ...told }), { instance: null, source: 'results.txt' });
  for (const instance of silent) collection.silent({ instance, source: 'results.txt' }, 'Undeliverable');
  return createFleet(collection.collected(), 1);
}

const lines = (of: Fleet) => flatText(fleetDocument(truncateFleet(of), of));
const markdown = (of: Fleet) => markdownOf([fleetDocument(truncateFleet(of), of)]);

const PORT = { subject: 'proxy.corp:3128, port 8443', rows: ['gateway.https-8443'], fix: 'Please allow port 8443.\nFor both hosts.' };
const BLOCKED: Told = { unmet: ['gateway.https-8443'], causes: [PORT] };

describe('the fleet report in plain lines', () => {
  it('begins with the request, then lists causes, groups, requirements and machines without a result', () => {
    const told = fleet([BLOCKED, { ...BLOCKED, region: 'eu-west-1' }, {}, { open: ['gateway.udp-4242'] }], ['i-99999999']);
    expect(lines(told)).toEqual([
      '4 places: 1 passed, 2 failed, 1 inconclusive; no result from 1 more machine.',
      'measured 2026-11-27T10:00:00.000Z; list 2026-11-23; version 0.1.0; 1 file.',
      '',
      'First: Title of GD106',
      'GD106 name-of-GD106, at 2 places. Over all places, 2 rows depend only on this cause. Nothing else was found at any of the 2 places.',
      'Ask: network / security team',
      '  Please allow port 8443.',
      '  For both hosts.',
      '',
      'Causes',
      '',
      '1. GD106 name-of-GD106: proxy.corp:3128, port 8443 (blocker)',
      '2 places: 1 in us-east-1 (123456789012), 1 in eu-west-1 (123456789012); i-00000000 and i-00000001. Over all places, 2 rows depend only on this cause. Nothing else was found at any of the 2 places. Rows: gateway.https-8443',
      '',
      'Places with the same result',
      '     Places  Outcome  From        Causes  Machines                 Where',
      '  A  2       FAIL     the runner  GD106   for instance i-00000000  1 in us-east-1 (123456789012), 1 in eu-west-1 (123456789012)',
      '  B  1       UNSURE   the runner          i-00000003               1 in us-east-1 (123456789012)',
      '  C  1       PASS     the runner          i-00000002               1 in us-east-1 (123456789012)',
      '',
      'Rows',
      '  Row                 A      B       C    Not met  Unsure  Of',
      '  gateway.https-8443  UNMET  n/a     n/a  2        0       2',
      '  gateway.udp-4242    n/a    unsure  n/a  0        1       1',
      '1 row is met at every place that needs it',
      '',
      'No result from',
      '- i-99999999 (Undeliverable)',
    ]);
  });

  it('has only a few lines for one machine without a problem', () => {
    expect(lines(fleet([{}]))).toEqual([
      '1 place: 1 passed, 0 failed.',
      expect.stringContaining('1 file.'),
      '',
      'Places with the same result',
      '     Places  Outcome  From        Causes  Machines    Where',
      '  A  1       PASS     the runner          i-00000000  1 in us-east-1 (123456789012)',
      '',
      'Rows',
      '1 row is met at every place that needs it',
    ]);
  });

  it('stays one page long if every machine has its own cause', () => {
    const many = fleet(
      Array.from({ length: 300 }, (_, index) => ({
        region: `region-${index}`,
        unmet: [`dns.row-${index}`],
        causes: [{ code: 'GD202', subject: `10.0.${index}.2`, rows: [`dns.row-${index}`], fix: 'Please look.' }],
      })),
      Array.from({ length: 200 }, (_, index) => `i-9${String(index).padStart(7, '0')}`),
    );
    const told = lines(many);
    expect(told.length).toBeLessThan(200);
    expect(told).toContain('- 280 more causes; --json has all of them');
    expect(told).toContain('- GD202 name-of-GD202 has 300 subjects, at 300 places');
    expect(told).toContain(`292 places in 292 more groups`);
    expect(told).toContain('240 more rows that are not met everywhere');
    expect(told).toContain('- and 180 more');
    expect(truncateFleet(many).places.length).toBeLessThanOrEqual(LIMITS.causes * LIMITS.examples + LIMITS.pictures);
    expect(markdown(many).split('\n').length).toBeLessThan(220);
  });

  it('warns of missing results, and of results that cannot be compared', () => {
    const told = fleet([BLOCKED, {}]);
    const notes = lines({
      ...told,
      warnings: ['different-keys', 'masked-and-bare', 'different-lists'],
      input: { files: 2, older: 1, cutShort: 2, lost: 1, damaged: 0, newer: 2, leftOut: 3 },
    }).filter((line) => line.startsWith('Note: '));
    expect(notes).toHaveLength(8);
    expect(notes[3]).toBe('Note: 1 older result left out, because only the newest result of each place counts.');
  });

  it('lists targets that all machines need, even if the line of one machine omits them', () => {
    const at = (region: string): Told => ({
      region,
      unmet: ['aws.ec2'],
      causes: [
        {
          code: 'GD601',
          subject: 'AWS',
          rows: ['aws.ec2'],
          targets: [`https://ec2.${region}.amazonaws.com/`],
          fix: `Please allow ec2.${region}.amazonaws.com.`,
        },
      ],
    });
    expect(lines(fleet([at('us-east-1')])).join('\n')).not.toContain('one place. Together');
    const two = fleet([at('us-east-1'), at('eu-west-1')]);
    expect(lines(two)).toEqual(
      expect.arrayContaining([
        'This is the text of one place. Together, the places need:',
        '- ec2.eu-west-1.amazonaws.com',
        '- ec2.us-east-1.amazonaws.com',
      ]),
    );
    expect(markdown(two)).toContain('- ec2.eu-west-1.amazonaws.com\n- ec2.us-east-1.amazonaws.com');
    const many = fleet(Array.from({ length: 40 }, (_, index) => at(`r-${index}`)));
    expect(lines(many)).toContain('- 10 more; --json has all of them');
  });

  it('counts a requirement with two causes as fixed by neither of them alone', () => {
    const both: Told = {
      unmet: ['a.one', 'a.two'],
      causes: [
        { code: 'GD101', rows: ['a.one'] },
        { code: 'GD102', rows: ['a.one', 'a.two'] },
      ],
    };
    const told = lines(fleet([both, { ...BLOCKED, unmet: ['gateway.https-8443', 'a.three'] }]));
    expect(told.join('\n')).toContain('. No row depends only on this cause. Rows: a.one');
    expect(told.join('\n')).toContain('1 row depends only on this cause. The place has other causes too.');
  });
});

describe('the fleet report in Markdown', () => {
  it('has the same parts as the plain lines', () => {
    const text = markdown(fleet([BLOCKED, BLOCKED, {}], ['i-99999999']));
    for (const part of [
      '# 3 places: 1 passed, 2 failed; no result from 1 more machine.',
      '## First: Title of GD106',
      '## Causes',
      '## Places with the same result',
      '## Rows',
      '## No result from',
    ])
      expect(text).toContain(part);
    expect(text).toContain('```\nPlease allow port 8443.\nFor both hosts.\n```');
    expect(markdown(fleet([{}]))).not.toContain('## First');
  });

  it('contains no markup from other machines', () => {
    const evil = '`]|<img src=x>@everyone';
    const text = markdown(
      fleet(
        [
          {
            host: evil,
            region: evil,
            unmet: [`a.${evil}`],
            causes: [{ subject: evil, rows: [`a.${evil}`], fix: `${evil}\n\`\`\`\n# head` }],
          },
        ],
        [evil],
      ),
    );
    const outside = text.replace(/(`{3,})\n[\s\S]*?\n\1/g, '');
    expect(outside).not.toContain('<img');
    expect(outside).not.toContain('@everyone');
    expect(outside).not.toMatch(/^# head/m);
  });
});
