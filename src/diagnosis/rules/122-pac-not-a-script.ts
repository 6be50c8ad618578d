/** GD122: the address of a proxy script (PAC) returns a page, JSON, nothing or too much data instead of a script. */

import { LIMITED_READERS } from '../../knowledge/proxies/script-readers.ts';
import { command, word } from '../../model/command/index.ts';
import { by, defineRule } from './rule.ts';
import { claimsOfScripts, EXAMPLE_SCRIPT, effectLines, ownerOf, readersText, scriptPhrase } from './shared/dead-script.ts';
import { capitalize } from './shared/wording.ts';

export const pacNotAScript = defineRule({
  code: 'GD122',
  excludes: { 'pac-broken': by.evidence, 'pac-unreachable': by.evidence, 'captive-portal': by.otherHosts },

  find(view) {
    return claimsOfScripts(view, ({ observation: { failure, script }, readers }) => {
      if (failure?.kind !== 'pac.not-script' && failure?.kind !== 'pac.too-large') return null;
      const refusing = failure.kind === 'pac.too-large' ? readers.filter((reader) => LIMITED_READERS.has(reader)) : readers;
      if (refusing.length === 0) return null;
      const isPage = script?.contentType?.includes('html') === true;
      return {
        facts: {
          readers: refusing,
          isTooLarge: failure.kind === 'pac.too-large',
          isPage,
          isEmpty: script?.bytes === 0,
          contentType: script?.contentType ?? null,
        },
      };
    });
  },

  summary: 'The address of the proxy script returns something that is not a script.',
  why: 'The web server no longer has the script and answers with a page, or a filter or a login page answers instead of the server. Programs cannot run this page as a script, so they silently connect directly.',
  stops: 'If the network requires the proxy, programs that read the script fail.',
  confusedWith: {
    'pac-broken': 'a script is fetched, but it has a mistake.',
    'pac-unreachable': 'nothing is fetched at all.',
    'captive-portal': 'a login page answers for every host.',
  },
  byHand: [
    {
      run: command`curl -sS -m 10 --noproxy '*' ${word`<script url>`} | grep -q FindProxyForURL || echo 'no FindProxyForURL'`,
      shows: 'no FindProxyForURL',
      tells: 'The answer does not define FindProxyForURL. Every proxy script must define it. Leave out “| grep …” to see the answer.',
    },
  ],
  example: { ...EXAMPLE_SCRIPT, isTooLarge: false, isPage: true, isEmpty: false, contentType: 'text/html' as string | null },
  title: (facts) => `${capitalize(scriptPhrase(facts))} is ${facts.isTooLarge ? 'too large' : what(facts)}`,
  evidence: (facts) => [
    facts.isTooLarge
      ? 'The script is larger than 1 MB, which is more than browsers accept.'
      : `${facts.isEmpty ? 'The answer is empty' : 'The answer does not begin like a script'}${facts.contentType === null ? '' : `; its media type is ${facts.contentType}`}.`,
    ...effectLines(facts),
  ],
  fixes: (facts) => [
    {
      owner: ownerOf(facts),
      text:
        facts.place === null
          ? `The file that the settings name is ${facts.isTooLarge ? 'larger than the 1 MB that browsers accept. Shorten the script.' : 'no proxy script. Name the right file.'}`
          : `Our machine uses ${scriptPhrase(facts)}. ${facts.isTooLarge ? 'The script is larger than the 1 MB that browsers accept. Please shorten the script.' : `That address returns ${what(facts)}. Please publish the proxy script at this address again, or tell us its current address.`}`,
    },
    { owner: 'you', text: `Until then, set the proxy itself in ${readersText(facts)}.` },
  ],
});

function what({ isPage, isEmpty }: { isPage: boolean; isEmpty: boolean }): string {
  if (isEmpty) return 'empty';
  return isPage ? 'a web page' : 'not a script';
}
