/** One fact of an observation: a short label, and what was seen. */
export interface EvidenceLine {
  label: string;
  text: string;
}
