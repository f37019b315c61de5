import fc from 'fast-check';

/** A change of one place in a tree of JSON: `at` picks the place, in millionths of all in the order of reading. */
export interface Change {
  readonly at: number;
  readonly does: 'replace' | 'drop' | 'double' | 'swap' | 'rename';
  readonly to: unknown;
}

const MILLION = 1_000_000;

const values = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e300, '', 'x', [], {}, [null], { toString: 1 }, '__proto__'),
  fc.constantFrom<unknown>(
    '2026-11-30T09:00:00Z',
    '1e9',
    1_790_218_582.069,
    '{}',
    '[1,2]',
    'ExecutionFailed',
    'TaskScheduled',
    25_001,
  ),
  fc.constantFrom<unknown>('\uFEFF{}', '\u0000', '\ud800', '{"a":', 'arn:aws:states', 'States.Runtime'),
  fc.jsonValue({ maxDepth: 2 }),
);

export const changes: fc.Arbitrary<Change> = fc.record({
  at: fc.integer({ min: 0, max: MILLION - 1 }),
  does: fc.constantFrom('replace', 'replace', 'drop', 'double', 'swap', 'rename'),
  to: values,
});

type Tree = Record<string, unknown> | unknown[];

interface Place {
  readonly of: Tree;
  readonly name: string;
}

/** The tree with that change; the tree that was given is used up. */
export function changed<Given extends object>(given: Given, { at, does, to }: Change): Given {
  const places = placesIn(given as unknown as Tree);
  const { of, name } = places[Math.floor((at / MILLION) * places.length)]!;
  const members = of as Record<string, unknown>;
  if (does === 'replace') members[name] = to;
  else if (does === 'drop') remove(of, name);
  else if (does === 'double' && Array.isArray(of)) of.splice(Number(name), 0, of[Number(name)]);
  else if (does === 'swap' && Array.isArray(of)) of.push(...of.splice(Number(name), 1));
  else {
    members[`${name}x`] = members[name];
    remove(of, name);
  }
  return given;
}

function remove(of: Tree, name: string): void {
  if (Array.isArray(of)) of.splice(Number(name), 1);
  else delete of[name];
}

function placesIn(tree: Tree): Place[] {
  return Object.keys(tree).flatMap((name): Place[] => {
    const member = (tree as Record<string, unknown>)[name];
    const within = typeof member === 'object' && member !== null ? placesIn(member as Tree) : [];
    return [{ of: tree, name }, ...within];
  });
}
