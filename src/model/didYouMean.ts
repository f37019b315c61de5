/**
 * The known name that was probably meant, as a question; nothing if none is near.
 *
 * @example
 * didYouMean('Chargecard', ['Prepare', 'ChargeCard']); // "Did you mean 'ChargeCard'?"
 */
export function didYouMean(given: unknown, known: Iterable<string>): string | undefined {
  const nearest = nearestName(given, known);
  return nearest === undefined ? undefined : `Did you mean '${nearest}'?`;
}

/** Longer names cannot be told from nonsense by how little they differ, and cost too much to compare. */
const LONGEST = 100;
/** One slip for this many characters is forgiven. */
const CHARACTERS_PER_SLIP = 4;

export function nearestName(given: unknown, known: Iterable<string>): string | undefined {
  if (typeof given !== 'string' || given === '' || given.length > LONGEST) return undefined;
  const wanted = plain(given);
  let [nearest, least]: [string | undefined, number] = [undefined, Math.max(1, wanted.length / CHARACTERS_PER_SLIP)];
  for (const name of known) {
    if (Math.abs(name.length - given.length) > least + 1) continue;
    const slips = slipsBetween(wanted, plain(name));
    if (slips > least || (nearest !== undefined && slips === least)) continue;
    [nearest, least] = [name, slips];
  }
  return nearest;
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

/** How many characters have to be put in, left out, changed, or exchanged with their neighbor. */
function slipsBetween(one: string, other: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (isSame ? 0 : 1));
      const isExchanged = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isExchanged) least = Math.min(least, before[j - 2]! + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[other.length]!;
}
