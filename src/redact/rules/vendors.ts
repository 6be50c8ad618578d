/**
 * Tokens of other vendors, recognised by their published prefixes (secretlint, gitleaks, GitHub). `tokens.ts` has those that Gitpod uses.
 */
import { type Span, secretSpan } from '../span.ts';

const W = '[A-Za-z0-9_-]';
const A = '[A-Za-z0-9]';
const H = '[0-9a-fA-F]';

/** Token patterns: a prefix with which no word begins, and enough characters after it to exclude a name. */
const SHAPES = [
  // Chat, mail, telephony.
  `xapp-${A}[A-Za-z0-9-]{16,255}`,
  `xoxe\\.xox[bp]-[A-Za-z0-9-]{16,255}`,
  `SG\\.${W}{16,64}\\.${W}{16,64}`,
  `xkeysib-${H}{32,80}${W}{0,24}`,
  `key-${H}{32}`,
  `${H}{32}-us\\d{1,2}`,
  `(?:SK|AC)${H}{32}`,
  `\\d{8,10}:AA${W}{32,34}`,
  // Payment and shops.
  `(?:sk|rk|pk)_(?:live|test)_${A}{16,255}`,
  `whsec_[A-Za-z0-9+/=]{16,128}`,
  `shp(?:at|ca|pa|ss)_${A}{24,64}`,
  `sq0(?:atp|csp|idp)-${W}{20,64}`,
  `EZ[AT]K${A}{40,80}`,
  // Artefacts and packages.
  `AKCp${A}{12,128}`,
  `cmVmdGtuO${A}{16,128}`,
  `rubygems_${H}{32,64}`,
  `oy2[a-z0-9]{43}`,
  `CLOJARS_${A}{32,80}`,
  `cio${A}{32}`,
  `dckr_oat_${W}{16,64}`,
  // Clouds and infrastructure.
  `do[opr]_v1_${H}{40,80}`,
  `GOCSPX-${W}{20,40}`,
  `1//0${W}{20,255}`,
  `${W}{3}\\dQ~[A-Za-z0-9_~.-]{30,40}`,
  `ABSK[A-Za-z0-9+/]{30,255}={0,2}`,
  `bedrock-api-key-[A-Za-z0-9+/=]{20,255}`,
  `LTAI${A}{12,24}`,
  `AKID${A}{13,40}`,
  `AQVN${W}{35,38}`,
  `${A}{14}\\.atlasv1\\.[A-Za-z0-9_=-]{40,80}`,
  `hvr\\.${W}{16,255}`,
  `s\\.${A}{24}(?![A-Za-z0-9.])`,
  `dp\\.(?:pt|st|ct|sa|scim|audit)\\.${W}{16,80}`,
  `tskey-[a-z]{2,20}-${W}{12,120}`,
  `(?:cfk|cfut|cfat)_${A}{40,60}`,
  `v1\\.0-${H}{24}-${H}{100,160}`,
  `vc[pirak]_${A}{20,80}`,
  `pul-${H}{40}`,
  `fo1_${W}{40,60}|fm[12][ar]?_[A-Za-z0-9+/=]{50,600}`,
  `HRKU-${W}{30,70}`,
  `sha256~${W}{40,50}`,
  `pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{20,80}`,
  `sb(?:p|_secret)_${W}{20,60}`,
  `dapi${H}{32}(?:-\\d)?`,
  `dt0[cs]\\d{2}\\.${A}{24}\\.${A}{40,80}`,
  // Observability.
  `gl(?:sa|c)_[A-Za-z0-9+/_]{32,400}={0,2}`,
  `NR(?:AK|II|JS|RA|IQ|SP)-${W}{16,64}`,
  `sntry[su]_[A-Za-z0-9+/=_]{32,400}`,
  // Work and code.
  `lin_(?:api|oauth)_${A}{24,128}`,
  `ntn_\\d{8,12}${A}{30,40}`,
  `secret_${A}{43}`,
  `figd_${W}{32,200}`,
  `PMAK-${H}{24}-${H}{34}`,
  `pat${A}{14}\\.${H}{64}`,
  `pat-(?:na|eu)\\d-${H}{8}-[0-9a-f-]{27}`,
  `CFPAT-${W}{40,50}`,
  `sgp_(?:[a-z0-9]{1,20}_)?${H}{40}`,
  `sq[apu]_${H}{40}`,
  `bkua_[a-z0-9]{40}`,
  `CCIP(?:AT|RJ)_${W}{20,128}`,
  `API-[A-Z0-9]{25,28}`,
  `tfp_[A-Za-z0-9_.-]{40,80}`,
  `ops_eyJ[A-Za-z0-9+/=]{60,2000}`,
  `A3-[A-Z0-9]{6}-[A-Z0-9]{6}-[A-Z0-9]{5}(?:-[A-Z0-9]{5}){2,3}`,
  // AI models.
  `(?:hf|api_org)_${A}{30,40}`,
  `gsk_${A}{40,60}`,
  `(?:pplx|xai)-${A}{40,90}`,
  `r8_${A}{36,40}`,
];
const TOKENS = new RegExp(`(?<![A-Za-z0-9_])(?:${SHAPES.join('|')})(?![A-Za-z0-9_])`, 'g');
/** The length of the shortest token. Most texts have no run of such letters and need only this check. */
const LONG_RUN = /[A-Za-z0-9_.~+/=-]{16}/;
/** Webhook URLs, which give write access to anyone who has them. */
const WEBHOOKS =
  /(?<=hooks\.slack\.com\/(?:services|workflows)\/|discord(?:app)?\.com\/api\/webhooks\/|webhook\.office\.com\/webhookb2\/)[^\s"'<>]{16,400}/g;

export function findVendorTokens(text: string): Span[] {
  if (!LONG_RUN.test(text)) return [];
  return [TOKENS, WEBHOOKS].flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ index, 0: token }) => secretSpan(index, index + token.length, 'token')),
  );
}
