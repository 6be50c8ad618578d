/** One fact of an observation: a short label, and its text. */
export interface EvidenceLine {
  label: string;
  text: string;
}
