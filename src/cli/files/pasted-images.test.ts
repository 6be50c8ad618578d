/** Most users on a call have no credentials: the administrator's output must be accepted, and nothing else. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CommandError } from '../arguments/usage.ts';
import { readPastedImages } from './pasted-images.ts';

const folder = mkdtempSync(join(tmpdir(), 'pasted-images-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string): string {
  const path = join(folder, `${content.length}.json`);
  writeFileSync(path, content);
  return path;
}

async function refusal(flags: Parameters<typeof readPastedImages>[0]): Promise<CommandError> {
  const error = await readPastedImages(flags).catch((thrown: unknown) => thrown);
  if (!(error instanceof CommandError)) throw new Error('it was taken');
  return error;
}

describe('output pasted from another machine', () => {
  it('is decoded, also from Windows encodings', async () => {
    const settings = file('\uFEFF{"State": "enabled", "ImageCriteria": [{"ImageProviders": ["amazon"]}], "ManagedBy": "account"}');
    const images = file('{"Images": []}');
    expect(await readPastedImages({ 'allowed-images': settings, images })).toMatchObject({
      settings: { state: 'enabled', criteria: [{ providers: ['amazon'] }] },
      images: { total: 0, images: [] },
    });
    expect(await readPastedImages({ images })).toMatchObject({ settings: null });
    expect(await readPastedImages({})).toBeNull();
  });

  it.each([
    ['images instead of settings', '{"Images": [ ]}'],
    ['text that is not JSON', 'An error occurred (UnauthorizedOperation) when calling the GetAllowedImagesSettings operation'],
    ['empty', ''],
  ])('is refused when it is %s, and the error shows the command that prints it', async (_, content) => {
    const stop = await refusal({ 'allowed-images': file(content), region: ['eu-west-1'] });
    expect(stop.status).toBe(4);
    expect(stop.hint).toContain('aws ec2 get-allowed-images-settings --region eu-west-1');
  });

  it('is read from standard input only once', async () => {
    expect((await refusal({ 'allowed-images': '-', images: '-' })).status).toBe(2);
  });
});
