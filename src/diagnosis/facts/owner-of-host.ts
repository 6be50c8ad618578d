/** Who runs a host: the plan asks that as well, to choose whom a control is made with. */
export { ownerOf, publishedOwner } from '../../knowledge/owner-of-host.ts';
