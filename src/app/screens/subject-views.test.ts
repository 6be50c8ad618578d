/** The views of images and aliases. If this fails, a user changes the wrong clause, or the wrong line of the wrong file. */
import { describe, expect, it } from 'vitest';
import { PROXIED, withAlias } from '../../diagnosis/testing/ssh.ts';
import { storyInput } from '../../documents/testing/story.ts';
import { aliasSession, imagesSession, OVERRIDDEN } from '../../documents/testing/subjects.ts';
import { presentAlias } from './alias-view.ts';
import { presentImages } from './images-view.ts';

describe('images', () => {
  const view = presentImages(storyInput({ session: imagesSession() }));

  it("are listed by region with visibility, the criteria's result, and the excluding clause", () => {
    expect(view.summary).toBe('2 images in 1 region: 1 can be used, 1 cannot');
    expect(view.cells.map(({ status, seen, judged }) => [status, seen, judged])).toEqual([
      ['PASS', 'shown', 'criterion 1 admits it'],
      ['FAIL', 'not shown', 'no criterion admits it for sure'],
    ]);
    expect(view.cells[1]?.misses.join()).toContain('the owner is amazon');
  });

  it('show who manages the setting, and the AWS identity', () => {
    expect(view.settings).toEqual([
      { region: 'eu-central-1', setting: 'enforced, managed by a policy of the organisation', criteria: ['owner amazon'] },
    ]);
    expect(view.credentials).toContainEqual({ label: 'AWS says', text: 'assumed role looker of account 111122223333' });
  });

  it('claim nothing when they were not queried', () => {
    const nothing = presentImages(storyInput());
    expect(nothing.cells).toEqual([]);
    expect(nothing.summary).toBe('AWS has told nothing about the images yet.');
  });
});

describe('an alias', () => {
  const [picture] = presentAlias(storyInput({ session: aliasSession() })).aliases;

  it('shows the line that gives each value, and the overridden line', () => {
    expect(picture?.way).toMatch(/^ssh runs \/usr\/local\/bin\/gitpod and talks through it, set at .*gitpod\/config:2$/);
    expect(picture?.settings.find(({ keyword }) => keyword === 'User')).toEqual({
      keyword: 'User',
      value: 'dev',
      source: 'set at /home/dev/.ssh/config:2',
      lost: 'User at /home/dev/.ssh/gitpod/config:3 comes too late',
    });
  });

  it('shows files below the line that includes them, once each even in a cycle', () => {
    expect(picture?.chain.map(({ depth, text }) => `${depth} ${text}`)).toEqual([
      '0 /home/dev/.ssh/config, of the user',
      '1 line 12: Include gitpod/config counts',
      '2 /home/dev/.ssh/gitpod/config, included',
    ]);
    const [first] = OVERRIDDEN.includes;
    if (first === undefined) throw new Error('no include');
    const ring = {
      ...first,
      place: { file: '/home/dev/.ssh/gitpod/config', line: 9 },
      pattern: '../config',
      leadsTo: ['/home/dev/.ssh/config'],
    };
    const looped = withAlias(aliasSession(), { ...OVERRIDDEN, includes: [first, ring] }, null);
    expect(presentAlias(storyInput({ session: looped })).aliases[0]?.chain).toHaveLength(4);
  });

  it('shows the change to make, and whether it was tried', () => {
    expect(picture?.patches).toEqual([
      {
        why: 'The section that lost goes above the one that won. It was tried on a copy: ssh then reads the name as it should.',
        diff: '--- /home/dev/.ssh/config\n+++ /home/dev/.ssh/config\n@@ -0,0 +1,1 @@\n+Include gitpod/config',
      },
    ]);
  });

  it('says whether VS Code lists it, and what the files alone would make of it without a client', () => {
    expect(picture?.list).toContain('only the pattern at /home/dev/.ssh/gitpod/config:1 fits');
    const estimate = { hostname: '192.0.2.7', user: null, port: 22, proxyCommand: null, proxyJump: null, isPartial: false };
    const sections = OVERRIDDEN.sections.map((one) => ({ ...one, applied: null }));
    const without = { ...OVERRIDDEN, sections, client: null, state: 'not-asked' as const, effective: null, branch: null, estimate };
    const [estimated] = presentAlias(storyInput({ session: withAlias(aliasSession(), without, 'ssh.client-missing') })).aliases;
    expect([estimated?.way, estimated?.section]).toEqual([
      'ssh would connect to 192.0.2.7 port 22 (estimated from the files; no ssh client here to confirm it)',
      'not known without an ssh client',
    ]);
  });

  it('distinguishes an unqueried alias from an unknown one', () => {
    expect(presentAlias(storyInput()).empty).toBe('The configuration of ssh was not looked at yet.');
    const none = withAlias(aliasSession(), { ...PROXIED, asked: null }, null);
    const view = presentAlias(storyInput({ session: { ...none, observations: none.observations.slice(-1) } }));
    expect(view.empty).toBe('No alias was named, and no section of Gitpod’s is configured.');
  });
});
