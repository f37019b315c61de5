/** Whether one item of a heap goes before another. */
export type Before<Item> = (left: Item, right: Item) => boolean;

/** Puts an item into a binary heap, whose first item goes before all others. */
export function pushItem<Item>(heap: Item[], item: Item, before: Before<Item>): void {
  let at = heap.length;
  for (; at > 0; at = (at - 1) >> 1) {
    const parent = heap[(at - 1) >> 1]!;
    if (!before(item, parent)) break;
    heap[at] = parent;
  }
  heap[at] = item;
}

/** Takes the first item out. */
export function popItem<Item>(heap: Item[], before: Before<Item>): Item | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return first;
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
