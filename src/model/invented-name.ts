/**
 * Registered by nobody, so that no resolver should have an address for it. A name below `.invalid` tells less: many resolvers deny
 * those themselves (RFC 6761 §6.4).
 */
export const INVENTED_NAME = 'gitpod-doctor-asks-for-a-name-that-nobody-has.com';
