/**
 * What each kind of failure looks like in a row, what it can mean, and what settles it. The words claim no more than
 * the kind proves; the cause is the business of `diagnosis/`.
 */
import type { FailureKind } from '../model/failure.ts';

export interface FailureWords {
  /** A few words beside the row. */
  remark: string;
  /** What this observation proves, and what it leaves open. */
  means: string;
  /** What would tell the remaining causes apart. */
  settles: string;
}

export const FAILURE_WORDS = {
  'dns.nxdomain': {
    remark: 'no such name',
    means: 'the resolver says that this name does not exist',
    settles: 'the same look-up from a network where it works; a spelling check',
  },
  'dns.no-data': {
    remark: 'no address',
    means: 'the name exists but has no address of the kind that was asked for',
    settles: 'the records of the name as another resolver sees them',
  },
  'dns.servfail': {
    remark: 'the resolver failed',
    means: 'the resolver tried and could not answer (SERVFAIL): its forwarder, its filter or a broken signature',
    settles: "the resolver's own log for this name",
  },
  'dns.refused': {
    remark: 'the resolver refuses',
    means: 'the resolver does not answer this client or this name (REFUSED)',
    settles: "the resolver's access rules for this machine",
  },
  'dns.timeout': {
    remark: 'no answer from DNS',
    means: 'nothing came back from the resolver: it is down, or the way to it is closed',
    settles: 'whether any name resolves; port 53 on the way to the resolver',
  },
  'dns.malformed': {
    remark: 'DNS answer unreadable',
    means: 'something answered on the DNS port that does not speak DNS properly',
    settles: 'what really listens at the resolver address',
  },
  'dns.unavailable': {
    remark: 'look-up failed',
    means: 'the system look-up gave up without saying why: usually a resolver that is silent or failing',
    settles: 'the direct questions to each resolver, shown with this row',
  },
  'tcp.refused': {
    remark: 'connection refused',
    means: 'something actively refuses the connection: a firewall that rejects, or a machine without this service',
    settles: 'other ports of the same host; the firewall log',
  },
  'tcp.timeout': {
    remark: 'no answer',
    means: 'the connection request vanished: a firewall that drops, or no route back',
    settles: 'whether neighbours answer; the firewall log for this address and port',
  },
  'tcp.unreachable': {
    remark: 'unreachable',
    means: 'a router or this machine says that there is no way to this address',
    settles: 'the routing table here, then that of the next router',
  },
  'tcp.prohibited': {
    remark: 'prohibited on the way',
    means: 'a device on the path says that this connection is administratively prohibited',
    settles: 'the access list of the router that says so',
  },
  'tcp.reset': {
    remark: 'reset at once',
    means: 'the connection was accepted and cut in the same moment, as some firewalls and proxies do',
    settles: 'the log of the device in between',
  },
  'tcp.local-denied': {
    remark: 'this machine refuses',
    means: 'the packet never left: a firewall or security agent on this machine refuses to send it',
    settles: 'the local firewall and endpoint protection',
  },
  'tcp.no-address': {
    remark: 'no local address',
    means: 'this machine has no address of this family to send from',
    settles: 'the network settings of this machine',
  },
  'tunnel.407': {
    remark: 'the proxy wants a login',
    means: 'the proxy answers 407: it lets nothing through without a login that it accepts',
    settles: 'the login schemes that the proxy offers, shown with this row',
  },
  'tunnel.4xx': {
    remark: 'the proxy refuses',
    means: 'the proxy understood the request and refuses this host or this port',
    settles: 'another host and another port through the same proxy; its access rules',
  },
  'tunnel.5xx': {
    remark: 'the proxy cannot get there',
    means: 'the proxy accepts the request but does not reach the target: its DNS or its route fails',
    settles: "the proxy's own log for this host",
  },
  'tunnel.unexpected-status': {
    remark: 'odd answer from the proxy',
    means: 'the proxy answers CONNECT with a status that opens no tunnel, for instance a redirect to a login page',
    settles: 'the same request with curl -v',
  },
  'tunnel.closed': {
    remark: 'the proxy hung up',
    means: 'the proxy closed the connection instead of answering',
    settles: "the proxy's own log; whether the port is really a proxy",
  },
  'tunnel.reset': {
    remark: 'the proxy reset',
    means: 'the connection to the proxy was cut while it was asked for a tunnel',
    settles: "the proxy's own log; a device between here and the proxy",
  },
  'tunnel.timeout': {
    remark: 'the proxy is silent',
    means: 'the proxy accepted the connection and did not answer in time',
    settles: 'another host through the same proxy',
  },
  'tunnel.not-http': {
    remark: 'not an HTTP proxy',
    means: 'what answers at the proxy address does not speak HTTP',
    settles: 'scheme and port of the proxy setting',
  },
  'tls.reset': {
    remark: 'TLS cut off',
    means: 'the connection was reset during the handshake, after the name of the host had been sent',
    settles: 'the same address with another name: does the reset follow the name?',
  },
  'tls.closed': {
    remark: 'TLS closed',
    means: 'the other side closed during the handshake',
    settles: 'the same address with another name; the log of the device in between',
  },
  'tls.timeout': {
    remark: 'TLS stalls',
    means: 'the connection stands, the handshake never completes: inspection, or large packets that are lost',
    settles: 'a smaller hello; the log of the inspecting device',
  },
  'tls.not-tls': {
    remark: 'not TLS',
    means: 'something answers on this port that is not a TLS server, for instance a block page in plain HTTP',
    settles: 'what a plain request to the port returns',
  },
  'tls.protocol-version': {
    remark: 'TLS version refused',
    means: 'the two sides have no TLS version in common, which points at a device in between',
    settles: 'the versions that the device allows',
  },
  'tls.alert': {
    remark: 'TLS alert',
    means: 'the other side refuses the handshake with an alert',
    settles: 'the alert by name, shown with this row',
  },
  'tls.expired': {
    remark: 'certificate expired',
    means: 'the certificate is past its last day by the clock of this machine',
    settles: 'the clock here, compared with the Date header of other answers',
  },
  'tls.not-yet-valid': {
    remark: 'certificate not yet valid',
    means: 'the certificate begins in the future by the clock of this machine',
    settles: 'the clock here, compared with the Date header of other answers',
  },
  'tls.name-mismatch': {
    remark: 'certificate for another name',
    means: 'the server presents a certificate that does not cover this host',
    settles: 'the names in the certificate and the address that answered',
  },
  'tls.self-signed': {
    remark: 'self-signed certificate',
    means: 'the certificate vouches only for itself, so nobody confirms who answers',
    settles: 'whether unrelated hosts show the same issuer',
  },
  'tls.unknown-issuer': {
    remark: 'unexpected issuer',
    means: 'the certificate comes from an authority that this program does not trust',
    settles: 'whether unrelated hosts show the same issuer; if so, TLS is re-signed on the way',
  },
  'tls.bad-certificate': {
    remark: 'certificate unusable',
    means: 'the certificate chain cannot be verified',
    settles: 'the chain, shown with this row',
  },
  'http.timeout': {
    remark: 'no answer to the request',
    means: 'the secure connection stands and the request gets no answer in time',
    settles: 'the same request once more; the log of the device in between',
  },
  'http.reset': {
    remark: 'cut during the answer',
    means: 'the connection was reset after the request had been sent',
    settles: 'whether it repeats, and whether only for this path',
  },
  'http.closed': {
    remark: 'closed during the answer',
    means: 'the connection was closed before the answer was complete',
    settles: 'whether it repeats, and whether only for this path',
  },
  'http.not-http': {
    remark: 'not HTTP',
    means: 'what came back is not an HTTP answer',
    settles: 'the same request with curl -v',
  },
  'http.status': {
    remark: 'unexpected status',
    means: 'something answered, but not with a status that this address must give',
    settles: 'who answered: the certificate and the kind of page, shown with this row',
  },
  'http.truncated': {
    remark: 'cut short',
    means: 'fewer bytes arrived than were announced',
    settles: 'whether it repeats at the same length',
  },
  'http.checksum': {
    remark: 'checksum differs',
    means: 'the file is complete but is not the published one',
    settles: 'the same file from another network; whether TLS is re-signed on the way',
  },
  'http.redirect': {
    remark: 'redirect leads nowhere',
    means: 'the answer redirects in a way that a client cannot follow',
    settles: 'the hosts of the redirect chain, shown with this row',
  },
  'udp.silent': {
    remark: 'no answer',
    means: 'silence cannot tell a blocked port from a server that does not reply',
    settles: "the firewall's log for this address and port, or the log of the far end",
  },
  'udp.refused': {
    remark: 'refused',
    means: 'an ICMP answer says that the port is closed: a firewall that rejects, or no service there',
    settles: "the firewall's log for this address and port",
  },
  'udp.rejected': {
    remark: 'rejected on the way',
    means: 'an ICMP answer says that this traffic is not let through, or that there is no way',
    settles: 'the device that sends the answer',
  },
  'udp.local-denied': {
    remark: 'this machine refuses',
    means: 'the datagram never left: a firewall or security agent on this machine refuses to send it',
    settles: 'the local firewall and endpoint protection',
  },
  'udp.no-route': {
    remark: 'no way there',
    means: 'this machine has no route to the address',
    settles: 'the routing table of this machine',
  },
  'udp.unexpected-reply': {
    remark: 'odd reply',
    means: 'something replied, but not the gateway',
    settles: 'what listens at this address and port',
  },
  'ssh.client-missing': {
    remark: 'no ssh program',
    means: 'there is no ssh program where a terminal would look for it',
    settles: 'where ssh is installed, and the PATH of the program that starts it',
  },
  'ssh.config-refused': {
    remark: 'configuration refused',
    means: 'ssh stops at its own configuration, so that no name works',
    settles: 'the line that ssh names',
  },
  'ssh.config-timeout': {
    remark: 'configuration hangs',
    means: 'ssh does not come to an end while it reads its configuration: a pipe, or a share that does not answer',
    settles: 'which of the files does not open',
  },
  'ssh.unresolved': {
    remark: 'no section for this name',
    means: 'nothing in the SSH configuration says where this name leads, so that ssh would ask DNS, which does not know it',
    settles: 'the sections and includes that were read, shown with this row',
  },
  'ssh.banner-timeout': {
    remark: 'no SSH banner',
    means: 'the connection opens and nothing greets: something holds it, or the server is overloaded',
    settles: 'the same port from another network; the log of the server',
  },
  'ssh.banner-closed': {
    remark: 'closed before the banner',
    means: 'the connection opens and is closed before the server greets',
    settles: 'the log of the server, and of what stands in between',
  },
  'ssh.banner-reset': {
    remark: 'reset before the banner',
    means: 'the connection opens and is reset before the server greets',
    settles: 'the log of the server, and of what stands in between',
  },
  'ssh.not-ssh': {
    remark: 'not SSH',
    means: 'something answers on this port that does not speak SSH',
    settles: 'what really answers: the first bytes, shown with this row',
  },
  'ssh.cut-after-banner': {
    remark: 'cut after the banner',
    means: 'the server greets and the connection is then cut: usually inspection that recognises SSH',
    settles: 'the log of the firewall; the same server from another network',
  },
  'ssh.kex-timeout': {
    remark: 'key exchange stalls',
    means: 'the server greets and the key exchange does not come to an end: large packets lost, or inspection',
    settles: 'packet size on this way; the log of the firewall',
  },
  'ssh.no-common-algorithm': {
    remark: 'no common algorithm',
    means: 'client and server have no algorithm in common',
    settles: 'what each side offers, shown with this row',
  },
  'ssh.host-key-changed': {
    remark: 'host key changed',
    means:
      'the server shows another key than the one on file: the machine behind the address is another one, or somebody stands in between',
    settles: 'the fingerprint that the operator of the server publishes',
  },
  'ssh.host-key-unknown': {
    remark: 'host key unknown',
    means: 'no key of this server is on file, and strict checking does not ask',
    settles: 'the fingerprint that the operator of the server publishes',
  },
  'ssh.permission-denied': {
    remark: 'login refused',
    means: 'the server is reached and takes none of the keys that were offered',
    settles: 'which key and user the server expects',
  },
  'ssh.key-too-open': {
    remark: 'key too open',
    means: 'others can read the key file, so that ssh does not use it',
    settles: 'the permissions of the file',
  },
  'ssh.key-missing': {
    remark: 'key missing',
    means: 'a key file that the configuration names is not there',
    settles: 'the path in the configuration',
  },
  'ssh.key-locked': {
    remark: 'key locked',
    means: 'the server takes the key, and its passphrase was not at hand',
    settles: 'whether an agent holds the key',
  },
  'ssh.too-many-keys': {
    remark: 'too many keys',
    means: 'the agent offers many keys and the server gives up before the right one',
    settles: 'how many keys the agent holds; IdentitiesOnly',
  },
  'ssh.proxy-command-missing': {
    remark: 'proxy command missing',
    means: 'the program through which ssh connects is not there or may not be run',
    settles: 'the path in the configuration',
  },
  'ssh.proxy-command-failed': {
    remark: 'proxy command failed',
    means: 'the program through which ssh connects ended: logged out, or the environment is gone',
    settles: 'what the program says when it is run by hand',
  },
  'ssh.proxy-command-timeout': {
    remark: 'proxy command hangs',
    means: 'the program through which ssh connects opened no connection in time',
    settles: 'what the program says when it is run by hand',
  },
  'ssh.control-path': {
    remark: 'shared connection unusable',
    means: 'the login is fine and the socket of the shared connection is not',
    settles: 'the folder and the length of ControlPath',
  },
  'ssh.session-failed': {
    remark: 'session failed',
    means: 'ssh ended with an error that is not one of the known ones',
    settles: 'the log of ssh -v',
  },
  'aws.no-credentials': {
    remark: 'no AWS credentials',
    means: 'no source of credentials on this machine gives any that can be used',
    settles: 'the table of sources, shown with this step',
  },
  'aws.sso-expired': {
    remark: 'sign-in expired',
    means: 'the AWS sign-in is over, so that nothing could be asked',
    settles: 'a new sign-in: aws sso login',
  },
  'aws.expired': {
    remark: 'session expired',
    means: 'AWS says that the session of these credentials is over',
    settles: 'fresh credentials; the clock of this machine',
  },
  'aws.invalid-key': {
    remark: 'key unknown',
    means: 'AWS does not know the key of these credentials',
    settles: 'which key is used, and whether it was deleted',
  },
  'aws.invalid-signature': {
    remark: 'signature refused',
    means: 'AWS knows the key and refuses the signature: the secret is another one, or the time is wrong',
    settles: 'the secret of this key; the clock of this machine',
  },
  'aws.auth-failure': {
    remark: 'credentials refused here',
    means: 'EC2 could not validate the credentials: they are wrong, or the account has not enabled this region',
    settles: 'what STS says to the same credentials; the list of regions',
  },
  'aws.not-authorized-for-image': {
    remark: 'image not authorised',
    means: 'AWS says that this account may not use the image: it is private, not shared with the account, or gone',
    settles: 'the owner and the region of the image',
  },
  'aws.image-not-found': {
    remark: 'no such image',
    means: 'AWS says that the image does not exist: another region, deregistered, or hidden by Allowed AMIs',
    settles: 'the Allowed AMIs settings; the region',
  },
  'aws.unauthorized': {
    remark: 'not allowed',
    means: 'a policy of the account or its organisation does not allow this action, so that it could not be looked at',
    settles: 'the policy that AWS names, shown with this step',
  },
  'aws.opt-in-required': {
    remark: 'subscription needed',
    means: 'AWS asks to accept terms or to subscribe first',
    settles: 'the address in the message of AWS',
  },
  'aws.region-disabled': {
    remark: 'region not enabled',
    means: 'the account has not enabled this region',
    settles: 'the list of regions of the account',
  },
  'aws.throttled': {
    remark: 'slowed down',
    means: 'AWS asks to slow down, so that nothing was learnt',
    settles: 'the same again in a minute',
  },
  'aws.parameter': {
    remark: 'request incomplete',
    means: 'AWS does not take the request as it is: something that it names is missing or unknown',
    settles: 'the message of AWS, shown with this step',
  },
  'aws.server-error': {
    remark: 'AWS error',
    means: 'AWS had an error of its own, so that nothing was learnt',
    settles: 'the same again in a minute; the status page of AWS',
  },
  'aws.not-understood': {
    remark: 'answer not understood',
    means: 'AWS answered in a way that this version does not know',
    settles: 'the code and the message of AWS, shown with this step',
  },
  'aws.not-aws': {
    remark: 'not from AWS',
    means: 'the answer bears no mark of AWS: something on the way answered in its place',
    settles: 'status and content type, shown with this step',
  },
  'aws.clock': {
    remark: 'time refused',
    means: 'AWS refuses the time of the request: the clock of this machine is off',
    settles: 'the clock of this machine',
  },
  'probe.deadline': {
    remark: 'out of time',
    means: 'the measurement ran into its deadline, so it proves nothing',
    settles: 'a re-run of this row; more time with --deadline',
  },
  unclassified: {
    remark: 'failed',
    means: 'an error that has no better word; its code stands with this row',
    settles: 'the code, shown with this row',
  },
} as const satisfies Record<FailureKind, FailureWords>;
