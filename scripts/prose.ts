/**
 * Holds docs and the words of the program against the glossary (`.textlintrc.cjs`). Of the sources each string that is a sentence is
 * read; names, commands and patterns are not.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter, loadTextlintrc } from 'textlint';
import { type Sentence, sentencesOf } from './prose/sentences.ts';

const DOCS = ['*.md', 'src/README.md', 'docs/*.md', 'docs/findings/*.md'];

const root = join(import.meta.dirname, '..');
const linter = createLinter({ descriptor: await loadTextlintrc({ configFilePath: join(root, '.textlintrc.cjs') }) });

const docs = await linter.lintFiles(DOCS.flatMap((pattern) => globSync(pattern, { cwd: root })).map((file) => join(root, file)));
const faults = docs.flatMap(({ filePath, messages }) =>
  messages.map(({ line, message }) => `${filePath.slice(root.length + 1)}:${line} ${message}`),
);

const sources = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter((file) => !/\.test\.tsx?$|\/testing\//.test(file));
const sentences = sources.flatMap((file): Sentence[] => sentencesOf(readFileSync(join(root, file), 'utf8'), file));
// One document, a paragraph a sentence: starting the linter for each would take minutes.
const { messages } = await linter.lintText(sentences.map(({ text }) => text).join('\n\n'), 'words.txt');
for (const { line, message } of messages) {
  const sentence = sentences[(line - 1) / 2];
  faults.push(`${sentence?.file}:${sentence?.line} ${message}`);
}

for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${sources.length} sources and ${docs.length} documents read, ${faults.length} terms to replace\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
