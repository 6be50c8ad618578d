/** If these fail, a secret inside another text is not redacted: in a JSON log, a quoted mail, a patch. */
import { describe, expect, it } from 'vitest';
import { SECRET_FORMS } from '../../test/support/secret-forms.ts';
import { letters } from '../../test/support/secret-kinds.ts';
import { redactor } from './testing/redactor.ts';

const { text } = redactor({ level: 'network-clear' });

const WRAPPED: Readonly<Record<string, (inner: string) => string>> = {
  'a string of JSON in a line of a log': (inner) => `12:00:00 ERROR {"message":${JSON.stringify(inner)}}`,
  'a string of JSON in a string of JSON': (inner) => `log: ${JSON.stringify(JSON.stringify({ message: inner }))}`,
  'a quoted mail': (inner) => inner.replace(/^/gm, '> '),
  'a mail quoted twice': (inner) => inner.replace(/^/gm, '> > '),
  'commented lines': (inner) => inner.replace(/^/gm, '# '),
  'added lines of a patch': (inner) => inner.replace(/^/gm, '+'),
};

describe('a wrapped secret', () => {
  it.each(Object.entries(WRAPPED))('is redacted in %s', (name, wrap) => {
    const left = SECRET_FORMS.filter((form) => {
      const secret = `K4${letters(`${name} ${form}`, 18)}7q`;
      return text(wrap(form.replaceAll('§', secret))).includes(secret);
    });
    expect(left).toEqual([]);
  });

  it('is not assumed in a harmless text that looks wrapped', () => {
    const harmless =
      '{"message":"dial tcp: lookup app.gitpod.io on 10.0.0.2:53: \\"no such host\\"\\n at C:\\\\new\\\\table"}\n> see above';
    expect(text(`12:00 ${harmless}`)).toBe(`12:00 ${harmless}`);
  });
});

it('a secret is redacted when it contains an invisible character', () => {
  for (const sign of ['\u{e0041}', '\u115f', '\u3164', '\u2064', '\u180e'])
    expect(text(`pass${sign}word=K4${letters('hidden', 18)}7q`)).toBe('password=REDACTED-value');
});
