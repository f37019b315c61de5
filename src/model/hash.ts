const START = 0x811c9dc5;
const FACTOR = 0x01000193;

/** A number of 32 bits that stands for a text: FNV-1a over UTF-16 code units. */
export function hashOf(text: string): number {
  let hash = START;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), FACTOR);
  return hash >>> 0;
}
