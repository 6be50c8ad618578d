/** Words that introduce a secret, in the spellings of settings, variables and prose. */

/** Words for a password in the languages of our users. */
const PASSWORD =
  '(?:pass(?:word|wd|phrase|code)|pwd|passwort|kennwort|losungswort|mot[ _-]?de[ _-]?passe|mdp|contrase(?:ñ|n)a|clave|senha|wachtwoord)';
const SECRET =
  '(?:proxy-?auth(?==)|device_code|user_code|access[-_]?key[-_]?id|_auth|secret(?:[-_ ]?(?:access)?[-_ ]?key)?|(?:api|access|auth|private|session|client|refresh|id|bearer|security|account|shared[-_]?access|subscription|encryption|signing|master|storage|license|deploy|webhook|app(?:lication)?|consumer|service|admin|root|user)[-_ ]?(?:key|token|secret)|apikey|psk|pre[-_]?shared[-_]?key|token|credentials?|creds|signature|samlresponse|samlrequest|code_verifier|identitytoken|authtoken|art-api|dsn)';
/** Suffixes of a secret's name: `API_TOKEN_PROD`, `password2`. A name like `token_type` or `password_file` only describes a secret. */
const SUFFIX =
  '(?:[_-]?\\d{1,3}|[_-](?:prod(?:uction)?|dev|test|stag(?:e|ing)|live|base|value|text|raw|plain|old|new|current|primary|secondary|main|default|b(?:ase)?64))?';

/** The name of a secret, which may be the end of a longer name. Some words count even without a separator before them: `proxyPassword`. */
export const SECRET_NAME = `(?:(?<![A-Za-z0-9])(?:${PASSWORD}|${SECRET})|(?:pass(?:word|wd|phrase)|sshpass|passwort|secret|token|apikey|(?:api|access|account|private)key))${SUFFIX}`;
/** Short words that prose also uses before a colon (`pass: 23 met`), so that only an assignment counts. */
export const SHORT_SECRET_NAME = '(?<![A-Za-z0-9])(?:pass|pw|pat|sig|auth|assertion)';
/** Words with many meanings. Their value counts as a secret only if it looks random. */
export const WEAK_SECRET_NAME =
  '(?:(?<![A-Za-z])(?<!(?:pub(?:lic)?|bucket|primary|foreign|host|partition|sort|schema|routing|cache|object|sequence)[_ -]?)(?:key|auth|pass|pw|pat|cred|pin|otp|salt|seed|sid|session|webhook|jwt|bearer|login|schl(?:ü|ue)ssel|zugang|cl(?:é|e)|jeton|llave)|(?<!(?:pub(?:lic)?|bucket|primary|foreign|host|partition|sort|schema|routing|cache|object|sequence))(?:[_-]|(?<=[a-z]))(?:key|auth|cred|salt|seed|sid))';
/** A whole name that ends in a word for a secret, such as `apiToken`: a quoted key, or a tag. */
export const COMPOUND_NAME = `[\\w.:-]{0,60}?${SECRET_NAME}`;

/** The text between a name and its value, in any syntax. */
export const ASSIGNMENT_SIGN = `["'\`]?\\]?[ \\t]{0,4}(?::{1,3}=|=>|->|<-|[?.+]=|\\|\\|=|={1,3}|:{1,2}(?!//))[ \\t]{0,4}`;
export const QUOTED = `(?:[@$bBrRfFuU]{0,2})("[^"\\n]{0,4096}"?|'[^'\\n]{0,4096}'?|\`[^\`\\n]{0,4096}\`)`;
export const VALUE = `(?:[@$bBrRfFuU]{1,2}(?=["'\`]))?("{3}[^"]{0,4096}"{3}|'{3}[^']{0,4096}'{3}|"[^"\\n]{0,4096}"?|'[^'\\n]{0,4096}'?|\`[^\`\\n]{0,4096}\`|(?:[^\\s"'\`&,;<>)\\]}]|[)\\]}>](?=[\\w$#@!%^*+-])){1,4096})`;

/** A quick test: matches a part of each word above, and most texts have none. */
export const SECRET_HINT =
  /pass|pwd|wort|mot[ _-]?de|mdp|contrase|clave|senha|wachtwoord|code|auth|secret|token|key|cred|psk|shared|sig|saml|assertion|art-api|dsn|(?<![a-z])p(?:at|w|in)(?![a-z])|otp|salt|seed|sid|session|webhook|jwt|bearer|login|schl|zugang|cl[ée](?![a-z])|jeton|llave|user|identifiants|md5/i;
