/** The first page of an opened file. If this fails, a file name reveals a masked value. */
import { expect, it } from 'vitest';
import { storyInput } from '../../documents/testing/story.ts';
import { openedBundle, TWO } from '../../documents/testing/subjects.ts';
import { INITIAL_UI } from './input.ts';
import { presentOpened } from './opened.ts';

it('the first page of an opened report masks the file name of the report it was compared with', () => {
  const ui = { ...INITIAL_UI, bundle: { state: 'opened' as const, bundle: openedBundle({ compared: TWO }) } };
  const facts = presentOpened(storyInput({ ui, mask: (text) => text.replaceAll('monday', 'px-a') }))?.facts ?? [];
  expect(facts).toContainEqual({ label: 'compared', text: 'with px-a.zip; = shows what changed' });
});
