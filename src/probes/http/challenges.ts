/** Recognises challenge pages, which test for a human, by their vendors' marks. A browser passes them; programs cannot. */
import { type Headers, valuesOfHeader } from './headers.ts';

interface Challenger {
  name: string;
  /** A header that only challenges have. */
  header?: { name: string; value: RegExp };
  /** Matches tags and scripts that only a challenge page has. */
  markup?: RegExp;
  /** Matches tags and scripts that ordinary pages have too, such as a sign-in form. */
  widget?: RegExp;
}

const CHALLENGERS: readonly Challenger[] = [
  {
    name: 'Cloudflare',
    header: { name: 'cf-mitigated', value: /^challenge$/i },
    markup: /cf-chl|challenge-platform/i,
    widget: /cf-turnstile/i,
  },
  {
    name: 'AWS WAF',
    header: { name: 'x-amzn-waf-action', value: /^(?:challenge|captcha)$/i },
    markup: /awswafcaptcha|awswafintegration|awswafcookiedomainlist/i,
  },
  { name: 'Akamai', markup: /sec-if-cpt-container|sec-cpt-if/i },
  { name: 'DataDome', markup: /captcha-delivery\.com/i },
  { name: 'F5', markup: /\/TSPD\/|TSPD_101/ },
  { name: 'HUMAN', markup: /px-captcha/i },
  { name: 'Imperva', markup: /_incapsula_resource/i },
  { name: 'hCaptcha', widget: /h-captcha|hcaptcha\.com\/1\/api/i },
  { name: 'reCAPTCHA', widget: /g-recaptcha|recaptcha\/(?:api|enterprise)\.js/i },
];

const TITLE =
  /just a moment|attention required|checking your browser|human verification|captcha|(?:are|verify)(?: that)? you(?: are|'re)? (?:a |not a )?(?:human|robot)|pardon our interruption/i;

/** The vendor of a challenge; `unknown` if only the title shows one, null if there is none. `page` is empty without a page. */
export function challengeVendor(status: number, headers: Headers, page: string, title: string): string | null {
  const said = CHALLENGERS.find(
    (one) => one.header !== undefined && valuesOfHeader(headers, one.header.name).some((value) => one.header?.value.test(value)),
  );
  if (said !== undefined) return said.name;
  const fits = ({ markup, widget }: Challenger) => markup?.test(page) === true || (status >= 400 && widget?.test(page) === true);
  const marked = CHALLENGERS.find(fits);
  if (marked !== undefined) return marked.name;
  return TITLE.test(title) ? (CHALLENGERS.find(({ widget }) => widget?.test(page) === true)?.name ?? 'unknown') : null;
}
