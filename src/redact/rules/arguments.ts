/** Secrets on a command line: options common to all programs, and options of single programs. No-break spaces come from pages and mails. */
import type { Span } from '../span.ts';
import { SECRET_NAME, VALUE } from './announcing.ts';
import { findSecretValues } from './key-value.ts';

const OPTION = new RegExp(
  `(?<![\\w-])(?:--?(?:proxy-|http-|ftp-|db-|admin-)?(?:user|pass(?:word|wd|phrase)?|passwort|token|secret|oauth2-bearer|auth|api-key|access-key|secret-key|client-secret|storepass|keypass|passin|passout|pw)|-[uU])(?:[ \\t\\u00a0]{1,4}|=)${VALUE}`,
  'g',
);
const NETRC = new RegExp(`\\blogin[ \\t\\u00a0]{1,8}\\S{1,256}[ \\t\\u00a0\\n]{1,8}password[ \\t\\u00a0]{1,8}${VALUE}`, 'gi');
/** `-Ujdoe:pw`, without a space. */
const GLUED = /(?<![\w-])-[uU]([^\s:"'=]{1,64}:[^\s"']{1,256})/g;
/** Logins with programs for which `-p` is a password. */
const LOGIN = new RegExp(
  `\\b(?:sshpass|(?:docker|podman|helm|az|oc|nerdctl|skopeo|buildah|crane|oras|argocd|cf)\\b[^\\n]{0,200}\\blogin\\b[^\\n]{0,200}?)[ \\t\\u00a0]{1,4}-p[ \\t\\u00a0]{0,4}${VALUE}`,
  'g',
);
/** MySQL clients read a password only directly after `-p`. After a space, the word is the name of a database. */
const MYSQL = /\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mycli)\b[^\n|;&]{0,200}?[ \t\u00a0]-p(["']?[^\s"']{1,256}["']?)/g;
/** The password options of other programs, by letter, so that an archive's name or a port number does not count. */
const LETTERS: Readonly<Record<string, string>> = {
  p: 'mongo(?:sh|dump|restore|export|import)?',
  w: 'ldap(?:search|modify|add|delete|whoami)',
  a: 'redis-cli',
  P: 'sqlcmd|bcp|unzip|zip|ipmitool',
};
const BY_LETTER = Object.entries(LETTERS).map(
  ([letter, programs]) =>
    new RegExp(`\\b(?:${programs})\\b[^\\n|;&]{0,200}?[ \\t\\u00a0]-${letter}[ \\t\\u00a0]{0,2}(?!\\d{1,5}(?:\\s|$))${VALUE}`, 'g'),
);
const NET_USE = /\bnet[ \t\u00a0]use\b[^\n]{0,200}?\/user:\S{1,80}[ \t\u00a0]{1,4}([^\s/]{4,256})/gi;
/** A command that sets a variable or a setting, with its name and value as two words. */
const SET = new RegExp(
  `\\b(?:setx|setenv|set[ \\t\\u00a0]-\\w{1,3}|config(?:ure)?[ \\t\\u00a0]set|config[ \\t\\u00a0]--\\w{1,12})[ \\t\\u00a0]{1,4}[\\w.:/@-]{0,120}?${SECRET_NAME}[ \\t\\u00a0]{1,4}${VALUE}`,
  'giu',
);
/** `user%password` of Samba. */
const SAMBA = /(?<![\w-])-U[ \t\u00a0]{0,2}["']?[^\s%"']{1,64}%([^\s"']{1,256})/g;

/** A quick test: matches an option, or a word that takes a secret without an option. */
const COMMAND = /(?<![\w-])--?[A-Za-z]|login|\/user:|\bset|config/i;

export function findCommandSecrets(text: string): Span[] {
  if (!COMMAND.test(text)) return [];
  return [OPTION, NETRC, GLUED, LOGIN, MYSQL, ...BY_LETTER, NET_USE, SET, SAMBA].flatMap((pattern) => findSecretValues(text, pattern));
}
