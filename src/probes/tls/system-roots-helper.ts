/** Runs as its own process: prints the certificates of the system's trust store, without duplicates, as one JSON array. */
import { getCACertificates } from 'node:tls';
import { print } from '../../terminal/gate.ts';

print(JSON.stringify([...new Set(getCACertificates('system'))]));
