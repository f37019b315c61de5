import { popItem, pushItem } from '../model/heap';

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
      pushItem(heap, { due, turn: turns, item }, before);
    },
    take() {
      for (let first = popItem(heap, before); first !== undefined; first = popItem(heap, before)) {
        const due = dueOf(first.item);
        if (due === first.due) return first.item;
        if (due !== undefined) pushItem(heap, { ...first, due }, before);
      }
      return undefined;
    },
  };
}

function before<Item>(left: Entry<Item>, right: Entry<Item>): boolean {
  return left.due === right.due ? left.turn < right.turn : left.due < right.due;
}
