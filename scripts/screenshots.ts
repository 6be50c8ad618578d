/**
 * Pictures of the screens, from the cells of a terminal emulator. Without a flag those of the README are written to
 * `docs/screens/`, which `npm run current` holds against the code; `--all FOLDER` draws every screen of the fixtures at
 * 60×16, 80×24 and 140×40, dark and light, for people to look at.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawnPictures, fixturePictures } from './screenshots/pictures.ts';
import { storyPictures } from './screenshots/story.ts';

const [flag, folder, ...more] = process.argv.slice(2);
const all = flag === '--all' && folder !== undefined && more.length === 0;
if (flag !== undefined && !all) {
  process.stderr.write('Usage: npm run screenshots, or npm run screenshots -- --all FOLDER\n');
  process.exit(2);
}
const target = all ? folder : fileURLToPath(new URL('../docs/screens', import.meta.url));
const drawn = await drawnPictures(all ? fixturePictures() : storyPictures());
mkdirSync(target, { recursive: true });
for (const [name, svg] of Object.entries(drawn)) writeFileSync(join(target, name), svg);
process.stdout.write(`${target}: ${Object.keys(drawn).length} pictures\n`);
