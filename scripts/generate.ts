/**
 * Writes what is made from the code: the drawing of the guide, the pages about findings, the table of keys and
 * the pictures, the table of flags, the manual page, the schema of profile files, the requests of recorded sessions, the tables of failure kinds, of certificates and of proxy scripts, and the rates of the last campaign. With `--check` it writes nothing and ends
 * with 1 if something is not current.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { profileSchema } from '../src/cli/arguments/profile-file/schema.ts';
import { explainFinding } from '../src/diagnosis/index.ts';
import { markdown } from '../src/render/markdown.ts';
import { certificatesPage } from '../test/certificates/page.ts';
import { failureKindsPage } from '../test/failure-kinds/page.ts';
import { ratesPage } from '../test/lab/campaign/page.ts';
import { RATES, readState } from '../test/lab/campaign/state.ts';
import { proxyScriptsPage } from '../test/proxy-scripts/page.ts';
import { goldenRequests } from '../test/support/golden-requests.ts';
import { pagesByName } from './generate/finding-pages.ts';
import { flagTableMarkdown } from './generate/flag-table.ts';
import { drawGuide } from './generate/guide-drawing.ts';
import { keyTableMarkdown } from './generate/key-table.ts';
import { manPage } from './generate/man-page.ts';
import { drawnPictures } from './screenshots/pictures.ts';
import { storyPictures } from './screenshots/story.ts';

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

function read(name: string): string {
  try {
    return readFileSync(path(name), 'utf8');
  } catch {
    return '';
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(path(folder));
  } catch {
    return [];
  }
}

/** The text of a file with the part between two marks replaced. */
function between(name: string, mark: string, text: string): string {
  const whole = read(name);
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const from = whole.indexOf(begin);
  const to = whole.indexOf(end);
  if (from === -1 || to === -1) throw new Error(`${name} has no marks for ${mark}`);
  return `${whole.slice(0, from + begin.length)}\n${text.trim()}\n${whole.slice(to)}`;
}

const FINDING_PAGES = 'docs/findings';
const findingPages = pagesByName(explainFinding);

const made: Record<string, string> = {
  ...Object.fromEntries([...findingPages].map(([name, blocks]) => [`${FINDING_PAGES}/${name}`, `${markdown(blocks)}\n`])),
  'docs/guide.md': `# The decision tree\n\nMade from the table in \`src/guide/\` by \`npm run generate\`.\n\n\`\`\`mermaid\n${drawGuide().trim()}\n\`\`\`\n`,
  'docs/usage.md': between('docs/usage.md', 'keys', keyTableMarkdown()),
  'docs/contract.md': between('docs/contract.md', 'flags', flagTableMarkdown()),
  'docs/gitpod-doctor.1': `${manPage(JSON.parse(read('package.json')).version)}\n`,
  'docs/profile.schema.json': `${JSON.stringify(profileSchema(), null, 2)}\n`,
  'docs/failure-kinds.md': failureKindsPage(),
  'docs/certificates.md': certificatesPage(),
  'docs/proxy-scripts.md': proxyScriptsPage(),
  'docs/rates.md': ratesPage(readState(path(RATES)).runs),
  ...goldenRequests(),
  ...Object.fromEntries(Object.entries(await drawnPictures(storyPictures())).map(([name, svg]) => [`docs/screens/${name}`, svg])),
};

const stale = Object.entries(made).filter(([name, text]) => read(name) !== text);
// A page of a finding that has another name now, or is gone.
const left = filesIn(FINDING_PAGES).filter((name) => !findingPages.has(name));
if (process.argv.includes('--check')) {
  for (const [name] of stale) process.stderr.write(`${name} is not current: npm run generate\n`);
  for (const name of left) process.stderr.write(`${FINDING_PAGES}/${name} is about no finding: npm run generate\n`);
  process.exitCode = stale.length + left.length > 0 ? 1 : 0;
} else {
  for (const [name, text] of stale) {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
    process.stdout.write(`${name}\n`);
  }
  for (const name of left) {
    rmSync(path(`${FINDING_PAGES}/${name}`));
    process.stdout.write(`${FINDING_PAGES}/${name} removed\n`);
  }
}
