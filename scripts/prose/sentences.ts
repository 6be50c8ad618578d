/** The sentences of a source file: strings and templates of three words and more, each with its line. */
import { parseSync } from '@swc/core';

export interface Sentence {
  file: string;
  line: number;
  /** On one line; inserted values are `…`. */
  text: string;
}

interface Node {
  type?: string;
  span?: { start: number; end: number };
  [key: string]: unknown;
}

export function sentencesOf(source: string, file: string): Sentence[] {
  // The parser counts from the first token, in bytes; with one in front that is the beginning of the file.
  const marked = `;${source}`;
  const tree = parseSync(marked, { syntax: 'typescript', tsx: file.endsWith('.tsx'), target: 'esnext' });
  const bytes = Buffer.from(marked);
  const first = tree.span.start;
  const found: Sentence[] = [];
  const add = (node: Node, text: string) => {
    const plain = text.replaceAll(/\s+/g, ' ').trim();
    if (!isSentence(plain)) return;
    found.push({
      file,
      line: bytes
        .subarray(0, (node.span?.start ?? first) - first)
        .toString()
        .split('\n').length,
      text: plain,
    });
  };
  walk(tree as unknown as Node, (node) => {
    if (node.type === 'StringLiteral') add(node, node['value'] as string);
    if (node.type === 'JSXText') add(node, node['value'] as string);
    if (node.type === 'TemplateLiteral') add(node, (node['quasis'] as { cooked?: string }[]).map(({ cooked = '' }) => cooked).join('…'));
  });
  return found;
}

/** Three words of letters at least, the first one of them, where `…` is a word; a command or a pattern has other signs between them. */
function isSentence(text: string): boolean {
  return /(?:^|\s)\p{L}[\p{L}’'-]+[,;:]? (?:\p{L}[\p{L}’'-]*|…)[,;:]? (?:\p{L}|…)/u.test(text);
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const one of node) walk(one, visit);
  else if (typeof node === 'object' && node !== null) {
    if (typeof (node as Node).type === 'string') visit(node as Node);
    for (const value of Object.values(node)) walk(value, visit);
  }
}
