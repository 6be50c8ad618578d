/** If these fail, a settings file that its editor accepts is not read, or one that it does not accept is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iniEntries } from './ini.ts';
import { objectMembers, parseJsonc } from './jsonc.ts';

describe('JSON with comments', () => {
  it.each<[string, unknown]>([
    ['{"a": "//x", "b": "/* y */"}', { a: '//x', b: '/* y */' }],
    ['{"a": "\\"//", /* " */ "b": 1}', { a: '"//', b: 1 }],
    ['{"a": 1, // last\n}', { a: 1 }],
    ['[1, 2, /* three */ ]', [1, 2]],
    ['{"a": ",}", "b": "[1,]"}', { a: ',}', b: '[1,]' }],
    ['{"a": 1 /* never closed', null],
    ['{"a": "never closed}', null],
    ['', null],
  ])('parses like the same text without comments: %s', (text, value) => expect(parseJsonc(text)).toEqual(value));

  it('parses to its value despite generated comments', () => {
    // `__proto__` sets the prototype; it is not a member of the settings.
    const json = fc.json().filter((text) => !text.includes('__proto__'));
    const comment = fc.constantFrom('', ' ', '\n', '// " { \n', '/* " , ] */', '/**/');
    fc.assert(
      fc.property(json, fc.array(comment, { minLength: 1 }), (json, comments) => {
        let at = 0;
        const between = json.replace(
          /"(?:[^"\\]|\\.)*"|[[\]{}:,]/g,
          (piece) => `${comments[at++ % comments.length]}${piece}${comments[at++ % comments.length]}`,
        );
        expect(parseJsonc(between)).toEqual(JSON.parse(json));
      }),
    );
  });

  it('has no inherited members, whatever its keys are', () => {
    expect(objectMembers(parseJsonc('{"__proto__": {"proxies": 1}, "a": 2}'))['proxies']).toBeUndefined();
  });

  it('is parsed in linear time', () => {
    for (const piece of ['"\\', '/*', '"\\"', ',', '{', '[', '"', '//']) parseJsonc(piece.repeat(100_000));
  });

  it('never makes its parser throw, and neither does an INI file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseJsonc(text);
        for (const { key } of iniEntries(text)) expect(key).not.toContain('=');
      }),
    );
  });
});
