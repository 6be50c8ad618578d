/** A saved page as the Markdown that `document-facts.ts` reads: headings, items, table cells, code. Markdown is returned unchanged. */

export function documentText(text: string): string {
  if (!/^\s{0,99}<(?:!doctype html|html|head|body|main|article|h1)\b/i.test(text.slice(0, 1000).replace(/^\uFEFF/, ''))) return text;
  let markdown = '';
  /** The open element whose content is not text, such as a script. */
  let ignored: string | null = null;
  let fenced = false;
  let inCell = false;
  // The parts of the page between tags. The pattern takes linear time, because a tag must end before the next one begins.
  for (const token of text.split(/(<[^<>]*>)/)) {
    const [, end, element = ''] = /^<(\/?)([a-z][a-z0-9]*|!--)/i.exec(token) ?? [];
    const name = element.toLowerCase();
    if (ignored !== null) {
      if (name === ignored && end === '/') ignored = null;
    } else if (name === '') markdown += fenced ? decoded(token) : decoded(token).replace(/\s+/g, ' ');
    else if (IGNORED.has(name)) ignored = end === '/' ? null : name;
    else if (name === 'pre') {
      fenced = end !== '/';
      markdown += '\n```\n';
    } else if (name === 'tr') markdown += end === '/' ? '|\n' : '\n';
    else if (name === 'td' || name === 'th') {
      inCell = end !== '/';
      markdown += inCell ? '|' : '';
    } else if (name === 'code') markdown += fenced ? '' : '`';
    else if (/^h[1-6]$/.test(name)) markdown += end === '/' ? '\n' : `\n${'#'.repeat(Number(name[1]))} `;
    else if (name === 'li') markdown += end === '/' ? '\n' : '\n* ';
    else if (BLOCKS.has(name) && !inCell && !/(?:^|\n)(?:\*|#+) ?$/.test(markdown.slice(-9))) markdown += '\n';
  }
  return markdown.replace(/^(#+|\*) +/gm, '$1 ');
}

const IGNORED: ReadonlySet<string> = new Set(['script', 'style', 'template', 'svg']);
const BLOCKS: ReadonlySet<string> = new Set(['p', 'div', 'br', 'ul', 'ol', 'section', 'table']);

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", nbsp: ' ' };

function decoded(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '');
}
