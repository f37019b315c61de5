/** Items by the time at which they are due next; that time is asked for again whenever an item is offered or taken. */
export interface DueHeap<Item> {
  /** Takes the item in, if anything of it is due. */
  offer(item: Item): void;
  /** The item that is due first; of those due at one instant the one that was offered first. */
  take(): Item | undefined;
}

interface Entry<Item> {
  readonly due: number;
  readonly turn: number;
  readonly item: Item;
}

export function dueFirst<Item>(dueOf: (item: Item) => number | undefined): DueHeap<Item> {
  const heap: Entry<Item>[] = [];
  let turns = 0;
  return {
    offer(item) {
      const due = dueOf(item);
      if (due === undefined) return;
      turns += 1;
      push(heap, { due, turn: turns, item });
    },
    take() {
      for (let first = pop(heap); first !== undefined; first = pop(heap)) {
        const due = dueOf(first.item);
        if (due === first.due) return first.item;
        if (due !== undefined) push(heap, { ...first, due });
      }
      return undefined;
    },
  };
}

function before<Item>(left: Entry<Item>, right: Entry<Item>): boolean {
  return left.due === right.due ? left.turn < right.turn : left.due < right.due;
}

function push<Item>(heap: Entry<Item>[], entry: Entry<Item>): void {
  let at = heap.length;
  for (; at > 0; at = (at - 1) >> 1) {
    const parent = heap[(at - 1) >> 1]!;
    if (!before(entry, parent)) break;
    heap[at] = parent;
  }
  heap[at] = entry;
}

function pop<Item>(heap: Entry<Item>[]): Entry<Item> | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
    if (!before(heap[child]!, last)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return first;
}
