/** The documents about images and aliases. If these fail, a user changes the wrong criterion, or the wrong line of a file. */
import { describe, expect, it } from 'vitest';
import { PROXIED, withAlias } from '../diagnosis/testing/ssh.ts';
import type { Session } from '../model/session.ts';
import { textLines } from '../render/text.ts';
import { aliasDocument } from './aliases.ts';
import { imagesDocument } from './images.ts';
import { storyInput } from './testing/story.ts';
import { aliasSession, imagesSession, OVERRIDDEN } from './testing/subjects.ts';

const images = (session?: Session) => imagesDocument(storyInput(session === undefined ? {} : { session }));
const alias = (session?: Session) => aliasDocument(storyInput(session === undefined ? {} : { session }));
const trimmed = (blocks: Parameters<typeof textLines>[0]) => textLines(blocks).map((line) => line.trim());

describe('images', () => {
  const { main, beside } = images(imagesSession());

  it('are listed by region with visibility, the result of the criteria, and the excluding criterion', () => {
    const lines = trimmed(main);
    expect(lines[0]).toBe('2 images in 1 region: 1 can be used, 1 cannot');
    expect(lines).toContainEqual(expect.stringMatching(/^eu-central-1 +PASS +FAIL$/));
    expect(lines.join('\n')).toMatch(/PASS .* in eu-central-1\nlisted; criterion 1 allows it\n/);
    expect(lines.join('\n')).toMatch(/FAIL .* in eu-central-1\nnot listed; no criterion is known to allow it\n- .*the owner is amazon/);
  });

  it('are listed with the AWS identity, and with who manages the setting', () => {
    const lines = trimmed(beside);
    expect(lines).toContain('eu-central-1: enforced, managed by a policy of the organisation');
    expect(lines).toContain('criterion 1: owner amazon');
    expect(lines).toContain('AWS says: assumed role looker of account 111122223333');
  });

  it('have no result when AWS was not queried', () => {
    expect(trimmed(images().main)).toEqual(['AWS has not answered the questions about the images yet.']);
  });
});

describe('an alias', () => {
  const { main, beside } = alias(aliasSession());

  it('shows the line that sets each value, and the overridden line', () => {
    const lines = trimmed(main);
    expect(lines).toContainEqual(expect.stringMatching(/^ssh connects through \/usr\/local\/bin\/gitpod, set at .*gitpod\/config:2$/));
    expect(lines).toContain(
      'User: dev, set at /home/dev/.ssh/config:2; User at /home/dev/.ssh/gitpod/config:3 is ignored, because it comes later',
    );
  });

  it('shows each file once below the line that includes it, even in a cycle', () => {
    const read = [
      '- /home/dev/.ssh/config, of the user',
      '- /home/dev/.ssh/config:12: Include gitpod/config counts',
      '- /home/dev/.ssh/gitpod/config, included',
    ];
    expect(trimmed(beside).slice(2, 5)).toEqual(read);
    const [first] = OVERRIDDEN.includes;
    if (first === undefined) throw new Error('no include');
    const ring = {
      ...first,
      place: { file: '/home/dev/.ssh/gitpod/config', line: 9 },
      pattern: '../config',
      leadsTo: ['/home/dev/.ssh/config'],
    };
    const looped = withAlias(aliasSession(), { ...OVERRIDDEN, includes: [first, ring] }, null);
    expect(trimmed(alias(looped).beside).filter((line) => line.startsWith('- '))).toEqual([
      ...read,
      expect.stringContaining('config:9: Include ../config'),
    ]);
  });

  it('shows the proposed change, and whether it was tried', () => {
    const text = trimmed(beside).join('\n');
    expect(text).toContain(
      'This moves the ignored section above the section that overrides it. Tested on a copy: ssh then reads the name correctly.',
    );
    expect(text).toContain('--- /home/dev/.ssh/config\n+++ /home/dev/.ssh/config\n@@ -0,0 +1,1 @@\n+Include gitpod/config');
  });

  it('shows whether VS Code lists the alias, and an estimate from the files when no ssh client is installed', () => {
    expect(trimmed(main).join('\n')).toContain('only the pattern at /home/dev/.ssh/gitpod/config:1 fits');
    const estimate = { hostname: '192.0.2.7', user: null, port: 22, proxyCommand: null, proxyJump: null, isPartial: false };
    const sections = OVERRIDDEN.sections.map((one) => ({ ...one, applied: null }));
    const without = { ...OVERRIDDEN, sections, client: null, state: 'not-asked' as const, effective: null, branch: null, estimate };
    const estimated = trimmed(alias(withAlias(aliasSession(), without, 'ssh.client-missing')).main);
    expect(estimated).toContain('ssh would connect to 192.0.2.7 port 22 (estimated from the files; no ssh client here to confirm it)');
    expect(estimated).toContain('section: not known without an ssh client');
  });

  it('is shown as not queried or as unknown, each with its own text', () => {
    expect(trimmed(alias().main)).toEqual(['The SSH configuration was not read yet.']);
    const none = withAlias(aliasSession(), { ...PROXIED, asked: null }, null);
    expect(trimmed(alias({ ...none, observations: none.observations.slice(-1) }).main)).toEqual([
      'No alias was named, and no section of Gitpod’s is configured.',
    ]);
  });
});
