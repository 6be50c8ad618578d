/**
 * By finding code, the situations in which a page's commands show the expected fragment, and those in which they must not: AWS (6xx, 7xx),
 * SSH (8xx) and the tool itself (9xx). A missing code does not compile.
 */
import type { FindingCode } from '../../src/model/finding-codes.ts';
import type { SituationName } from './situations/index.ts';

type Code = Extract<FindingCode, `GD${6 | 7 | 8 | 9}${string}`>;

interface Shown {
  /** For all checks of the page, or one per check in order. */
  where: SituationName | readonly SituationName[];
  /** The control: a situation without this cause. */
  butNotWhere: SituationName | readonly SituationName[];
}

/** No standard tool shows the cause; the page's `byHandNote` gives the reason. */
const SAID_ON_ITS_PAGE = 'its page says why';
type NotShown = typeof SAID_ON_ITS_PAGE;

const aws = (...where: readonly SituationName[]): Shown => ({ where: oneOrEach(where), butNotWhere: 'aws fine' });
const byProxyCommand = (...where: readonly SituationName[]): Shown => ({
  where: oneOrEach(where),
  butNotWhere: 'alias by proxy command fine',
});
const byAddress = (...where: readonly SituationName[]): Shown => ({ where: oneOrEach(where), butNotWhere: 'alias by address fine' });

function oneOrEach(where: readonly SituationName[]): Shown['where'] {
  const [first] = where;
  return where.length === 1 && first !== undefined ? first : where;
}

export const LOOKS = {
  GD601: aws('endpoint closed'),
  GD602: aws('endpoint of somebody else'),
  GD603: aws('endpoint in the network silent'),
  GD604: aws('metadata silent'),
  GD605: aws('metadata a hop away'),
  GD606: { where: 'metadata by proxy', butNotWhere: 'metadata past the proxy' },
  GD607: aws('endpoint variable left over'),
  GD608: { where: ['no such region', 'region not enabled'], butNotWhere: ['aws fine', 'region enabled'] },
  GD609: { where: 'google metadata silent', butNotWhere: 'google metadata fine' },
  GD610: { where: 'google metadata without account', butNotWhere: 'google metadata fine' },

  GD701: aws('no credentials'),
  GD702: aws('session over'),
  GD703: aws('key unknown', 'secret wrong', 'key unknown'),
  GD704: aws('images not to be listed'),
  GD705: aws('organisation denies listing', 'organisation denies launches', 'organisation denies launches'),
  GD706: aws('allowed images only'),
  GD707: aws('image not shared'),
  GD708: { where: 'image of another owner', butNotWhere: 'image of the documented owner' },
  GD709: aws('image deprecated'),
  GD710: aws('launch denied'),
  GD711: aws('no default network'),
  GD712: aws('terms open'),
  GD713: aws('a page for an answer'),
  GD714: SAID_ON_ITS_PAGE,
  GD715: aws('role denied'),

  GD801: byProxyCommand('no ssh'),
  GD802: byProxyCommand('configuration refused'),
  GD803: byProxyCommand('alias in capitals'),
  GD804: byProxyCommand('include below a host', 'include switched off'),
  GD805: byProxyCommand('section for every host above'),
  GD806: byProxyCommand('proxy command gone'),
  GD807: byAddress('key gone', 'key open to all', 'key locked'),
  GD808: byAddress('old address above'),
  GD809: byAddress('port dropped'),
  GD810: byAddress('a page at the port'),
  GD811: byAddress('another key on the server'),
  GD812: byAddress('other host key on file'),
  GD813: byProxyCommand('alias without a section, DNS knows every name'),
  GD814: byProxyCommand('two generations'),
  // Applies to every alias, so the control is a name that is not an alias.
  GD815: { where: 'alias by proxy command fine', butNotWhere: 'alias without a section, DNS knows every name' },
  GD816: byProxyCommand('proxy command ends'),
  GD817: byAddress('host key unknown'),
  GD818: byAddress('other algorithms'),
  GD819: byAddress('reset behind the greeting'),
  GD820: byAddress('agent with many keys'),
  GD821: byAddress('control folder gone'),
  GD822: byAddress('no greeting'),
  GD823: byAddress('host name written as a URL'),
  GD824: byAddress('remote command set'),

  GD901: SAID_ON_ITS_PAGE,
  GD902: SAID_ON_ITS_PAGE,
  GD903: SAID_ON_ITS_PAGE,
  GD904: { where: 'not an instance', butNotWhere: 'aws fine' },
  GD905: SAID_ON_ITS_PAGE,
  GD906: SAID_ON_ITS_PAGE,
  GD907: SAID_ON_ITS_PAGE,
} as const satisfies Record<Code, Shown | NotShown>;

export const CODES = Object.keys(LOOKS) as Code[];

/** One check of a page with its situation and its control. */
export interface Look {
  where: SituationName;
  butNotWhere: SituationName;
}

/** For the n-th check of a page; null if the page has none. */
export function placesOf(code: Code, n: number): Look | null {
  const entry: Shown | NotShown = LOOKS[code];
  if (entry === SAID_ON_ITS_PAGE) return null;
  const [where, butNotWhere] = [entry.where, entry.butNotWhere].map((one) => (typeof one === 'string' ? one : one[n]));
  return where === undefined || butNotWhere === undefined ? null : { where, butNotWhere };
}
