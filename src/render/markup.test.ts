/** If these fail, a name, a note or an answer from the network becomes a tag, an attribute or invisible text in the page. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, html, renderMarkup, unescapeText } from './markup.ts';

const HOSTILE = [
  '<script>alert(1)</script>',
  '"onload="alert(1)',
  "' onmouseover='alert(1)",
  '`onload=`',
  '</style><img src=x onerror=alert(1)>',
  '</title><h1>all is well</h1>',
  '<!-- ',
  ']]>',
  '&lt;b&gt;',
  '&#60;script&#62;',
  '\u202Efdp.exe',
  '\u0000\u0007\u001b[2J\u009b31m',
  '\u200Bzero\u2066width\uFEFF',
  '\uD800',
];

describe('a value in a template', () => {
  it.each(HOSTILE)('opens no tag, ends no attribute and hides no text: %j', (text) => {
    const page = renderMarkup(html`<p title="${text}">${text}</p>`);
    const [, attribute = '', content = ''] = /^<p title="([^"]*)">([^<]*)<\/p>$/.exec(page) ?? [];
    expect(attribute).toBe(content);
    expect(content).toBe(escapeText(text));
    expect(content).not.toMatch(/[<>"'`]/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be left.
    expect(content).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/);
    expect(content.isWellFormed()).toBe(true);
  });

  it('shows the names of its invisible characters', () => {
    expect(escapeText('\u202Egpj.exe')).toBe('[U+202E]gpj.exe');
    expect(escapeText('a\u0000b')).toBe('a[U+0000]b');
    expect(escapeText('two\r\nlines\tand a tab')).toBe('two\nlines\tand a tab');
  });

  it('never contains a character with a meaning in HTML', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[<>"'`]|&(?!(?:amp|lt|gt|quot|#39|#96);)/.test(escapeText(text))));
  });

  it('can be recovered from the finished page by a search', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => unescapeText(escapeText(text)) === text));
    expect(unescapeText('&lt;user&gt;:&lt;password&gt;@proxy &nbsp; &#99;')).toBe('<user>:<password>@proxy &nbsp; &#99;');
  });
});

describe('a template', () => {
  it('keeps the output of nested templates, omits missing values and joins lists', () => {
    expect(renderMarkup(html`<ul>${(['a&b', null, false, undefined, 3] as const).map((part) => html`<li>${part}</li>`)}</ul>`)).toBe(
      '<ul><li>a&amp;b</li><li></li><li></li><li></li><li>3</li></ul>',
    );
  });

  it('is refused when an attribute has no quotes, because a space would begin another attribute', () => {
    expect(() => html`<p class=${'a onclick'}></p>`).toThrow(TypeError);
    expect(renderMarkup(html`<code>${'key='}${'value'}</code>`)).toBe('<code>key=value</code>');
  });
});
