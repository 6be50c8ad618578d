/** Commands for manual checks. Each is one line, limited in time, with output that all versions of the tool share. */
import { type Command, command, type Word, word } from '../../../model/command/index.ts';

/** Prints `CONNECT` and the proxy's status; 000 without a request to the proxy, or without an answer. */
export function proxyCheck(url: Word, proxy = command`http://<proxy>`): Command {
  return command`curl -sS -o /dev/null -m 10 -x ${proxy} -w 'CONNECT %{http_connect}\\n' ${url}`;
}

/** Prints the matching lines of the proxy's answer to CONNECT. */
export function proxyAnswer(url: Word, what: Word): Command {
  return command`curl -sv -o /dev/null -m 10 -x http://<proxy> ${url} 2>&1 | grep -i '^< ${what}'`;
}

/** Prints `status` and the status of an answer through a SOCKS proxy, or curl's words for the proxy's reply. */
export function socksCheck(url: Word, lookup: Word = word`--socks5-hostname`): Command {
  return command`curl -sS -o /dev/null -m 10 ${lookup} <proxy> -w 'status %{http_code}\\n' ${url}`;
}

/** Shows whether TCP connects, or how it fails. */
export function tcpCheck(host: Word, port: number | Word): Command {
  return command`nc -vz -w 5 ${host} ${port}`;
}

/** Makes a TLS handshake with this server name. */
export function tlsCheck(host: Word, name: Word, more: Command | readonly Word[] = []): Command {
  return command`openssl s_client -connect ${host}:<port> -servername ${name} ${more} </dev/null`;
}

/** Prints what openssl reports about the certificate of a host. */
export function certCheck(host: Word, what: Command): Command {
  return command`openssl s_client -connect ${host}:443 -servername ${host} </dev/null 2>/dev/null | openssl x509 -noout ${what}`;
}

/** Prints `status` and the status of an answer over TLS that curl verifies. */
export function httpCheck(url: Word): Command {
  return command`curl -sS -o /dev/null -m 20 -w 'status %{http_code}\\n' ${url}`;
}

/** Sends the header of a Nebula message for an unknown tunnel, and counts the reply's bytes. */
export function tunnelCheck(address: Word): Command {
  return command`echo "$(printf '\\021\\0\\0\\0test\\0\\0\\0\\0\\0\\0\\0\\0' | nc -u -w 3 ${address} 4242 | wc -c) bytes came back"`;
}

/** Prints all certificates that a host sends, in PEM form. */
export function chainCheck(host: Word): Command {
  return command`openssl s_client -connect ${host}:443 -servername ${host} -showcerts </dev/null 2>/dev/null`;
}
