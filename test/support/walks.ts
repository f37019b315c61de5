/** A walk that goes on longer than that does not end. */
const MOST_PAGES = 200;

interface Pages<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string | undefined;
}

/** Visits item by item, page by page, and returns what it has visited. */
export function walk<Item>(
  read: (nextToken: string | undefined) => Pages<Item>,
  nameOf: (item: Item) => string,
  act: (name: string) => void = () => undefined,
): string[] {
  const visited: string[] = [];
  let nextToken: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = read(nextToken);
    for (const item of page.items) {
      visited.push(nameOf(item));
      act(nameOf(item));
    }
    nextToken = page.nextToken;
    if (nextToken === undefined) return visited;
  }
  throw new Error(`the walk has not ended after ${MOST_PAGES} pages`);
}
