/** A JSON string token, or a stretch of anything else: punctuation, numbers, blanks. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[^"]+/gs;

/**
 * Whether two JSON texts are equal to the byte, but for strings for which `matches` finds that one stands for the other:
 * blanks, the order of members and the spelling of numbers count. Strings that hold JSON are looked into.
 */
export function sameJsonText(
  recorded: string,
  emitted: string,
  matches: (recorded: string, emitted: string) => boolean,
): boolean {
  if (recorded === emitted) return true;
  const left = recorded.match(TOKEN) ?? [];
  const right = emitted.match(TOKEN) ?? [];
  if (left.length !== right.length) return false;
  return left.every((token, index) => sameToken(token, right[index] ?? '', matches));
}

function sameToken(
  recorded: string,
  emitted: string,
  matches: (recorded: string, emitted: string) => boolean,
): boolean {
  if (recorded === emitted) return true;
  const [left, right] = [decoded(recorded), decoded(emitted)];
  if (left === undefined || right === undefined) return false;
  if (/^\s*[[{]/.test(left)) return sameJsonText(left, right, matches);
  return matches(left, right);
}

function decoded(token: string): string | undefined {
  if (!token.startsWith('"')) return undefined;
  try {
    return JSON.parse(token) as string;
  } catch {
    return undefined;
  }
}

/** A JSON text without the blanks between its tokens, everything else as it is spelled. */
export function withoutBlanks(json: string): string {
  return json.replace(TOKEN, (token) => (token.startsWith('"') ? token : token.replace(/\s+/g, '')));
}
