/** What is put into layers: a state, or a point by which a long way passes a layer. */
export interface Item {
  readonly key: string;
  readonly width: number;
  readonly height: number;
  readonly isPoint: boolean;
}

/** A way from one layer to the next. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

/** Items from top to bottom, those of a layer from left to right. */
export interface Layered {
  readonly layers: readonly (readonly Item[])[];
  readonly links: readonly Link[];
  /** The items that each way passes, in its direction; those of a way back from below to above. */
  readonly routes: readonly (readonly string[])[];
}

/**
 * Puts states into layers so that ways lead downward, as few of them as can be led back, and few cross. The same graph is always put in the
 * same way.
 */
export function layered(items: readonly Item[], ways: readonly Link[], start: string | undefined): Layered {
  const order =
    start === undefined ? items : [...items].sort((a, b) => Number(b.key === start) - Number(a.key === start));
  const backward = waysBack(order, ways);
  const downward = ways.map((way) => (backward.has(way) ? { from: way.to, to: way.from } : way));
  const rank = ranksOf(order, downward);
  const all = new Map(items.map((item) => [item.key, item]));
  const links: Link[] = [];
  const routes = downward.map(({ from, to }, index) => {
    const route = [from];
    for (let between = rank.get(from)! + 1; between < rank.get(to)!; between += 1) {
      const point = { key: `way ${index} ${between}`, width: POINT_WIDTH, height: 0, isPoint: true };
      all.set(point.key, point);
      rank.set(point.key, between);
      route.push(point.key);
    }
    route.push(to);
    for (const [at, key] of route.slice(1).entries()) links.push({ from: route[at]!, to: key });
    return backward.has(ways[index]!) ? route.toReversed() : route;
  });
  const layers: Item[][] = [];
  for (const [key, at] of rank) (layers[at] ??= []).push(all.get(key)!);
  return {
    layers: untangled(
      layers.filter((layer) => layer !== undefined),
      links,
    ),
    links,
    routes,
  };
}

const POINT_WIDTH = 12;

const outgoing = (ways: readonly Link[]): Map<string, Link[]> => groupedBy(ways, ({ from }) => from);

function groupedBy(ways: readonly Link[], keyOf: (way: Link) => string): Map<string, Link[]> {
  const groups = new Map<string, Link[]>();
  for (const way of ways) {
    const group = groups.get(keyOf(way));
    if (group === undefined) groups.set(keyOf(way), [way]);
    else group.push(way);
  }
  return groups;
}

/** The ways that close a circle, as they are met when walking from the start. A chain of thousands of states needs no stack. */
function waysBack(items: readonly Item[], ways: readonly Link[]): Set<Link> {
  const next = outgoing(ways);
  const back = new Set<Link>();
  const state = new Map<string, 'open' | 'done'>();
  for (const { key: root } of items) {
    if (state.has(root)) continue;
    state.set(root, 'open');
    const path = [{ key: root, rest: [...(next.get(root) ?? [])] }];
    while (path.length > 0) {
      const here = path.at(-1)!;
      const way = here.rest.shift();
      if (way === undefined) {
        state.set(here.key, 'done');
        path.pop();
      } else if (state.get(way.to) === 'open') back.add(way);
      else if (!state.has(way.to)) {
        state.set(way.to, 'open');
        path.push({ key: way.to, rest: [...(next.get(way.to) ?? [])] });
      }
    }
  }
  return back;
}

/** Each item as high as its predecessors let it be. */
function ranksOf(items: readonly Item[], ways: readonly Link[]): Map<string, number> {
  const next = outgoing(ways);
  const waiting = new Map(items.map(({ key }) => [key, 0]));
  for (const { to } of ways) waiting.set(to, waiting.get(to)! + 1);
  const rank = new Map<string, number>();
  const free = items.filter(({ key }) => waiting.get(key) === 0).map(({ key }) => key);
  for (const key of free) rank.set(key, 0);
  for (const key of free) {
    for (const { to } of next.get(key) ?? []) {
      rank.set(to, Math.max(rank.get(to) ?? 0, rank.get(key)! + 1));
      waiting.set(to, waiting.get(to)! - 1);
      if (waiting.get(to) === 0) free.push(to);
    }
  }
  return rank;
}

const SWEEPS = 6;

/** Orders each layer by where its neighbors stand, down and up in turn. */
function untangled(layers: readonly (readonly Item[])[], links: readonly Link[]): Item[][] {
  const above = groupedBy(links, ({ to }) => to);
  const below = outgoing(links);
  const result = layers.map((layer) => [...layer]);
  const place = new Map<string, number>();
  const note = (layer: readonly Item[]): void => layer.forEach(({ key }, at) => place.set(key, at));
  result.forEach(note);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const isDown = sweep % 2 === 0;
    for (const layer of isDown ? result : result.toReversed()) {
      const middle = new Map(
        layer.map(({ key }) => {
          const near = isDown ? above.get(key)?.map(({ from }) => from) : below.get(key)?.map(({ to }) => to);
          return [key, near === undefined ? place.get(key)! : mean(near.map((each) => place.get(each)!))];
        }),
      );
      layer.sort((a, b) => middle.get(a.key)! - middle.get(b.key)! || place.get(a.key)! - place.get(b.key)!);
      note(layer);
    }
  }
  return result;
}

export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
