import { layered, mean, type Item, type Layered } from './layers';
import type { Graph, GraphEdge, GraphNode } from './model';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedNode extends Point {
  readonly node: GraphNode | 'start' | 'end';
  readonly width: number;
  readonly height: number;
  /** What lies in it, by its place in the box. */
  readonly regions: readonly (Point & { readonly layout: Layout })[];
}

export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: GraphEdge['kind'];
  /** Pairs of points: it goes straight through a layer, and curves between two. */
  readonly points: readonly Point[];
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

const GAP = { across: 28, down: 40, inside: 16, head: 48 };
/** Pixels of a state: its box is at least so wide, */
const LEAST_WIDTH = 168;
/** and at most so; a longer name is cut. */
const MOST_WIDTH = 280;
const NODE = { height: 46, character: 7.9, around: 58 };
const DOT = 16;
const ENDS = { start: '\0start', end: '\0end' };

/** Where everything of a graph stands: top down, what lies in a Parallel or Map in its box. */
export function layoutOf(graph: Graph, { withEnds = false } = {}): Layout {
  const inner = new Map(graph.nodes.map((node) => [node.key, boxOf(node)]));
  const items: Item[] = graph.nodes.map(({ key }) => ({ key, ...sizeOf(inner.get(key)!), isPoint: false }));
  const edges = graph.edges.filter(({ from, to }) => from !== to);
  if (withEnds) addEnds(graph, items, edges);
  const start = withEnds && graph.start !== undefined ? ENDS.start : graph.start;
  const order = layered(items, edges, start);
  const tops = topsOf(order);
  const xs = centersOf(order);
  const nodes = graph.nodes.map((node): PlacedNode => {
    const box = inner.get(node.key)!;
    return { node, x: xs.get(node.key)! - box.width / 2, y: tops.get(node.key)!, ...box };
  });
  for (const end of ['start', 'end'] as const) {
    const key = ENDS[end];
    if (!xs.has(key)) continue;
    nodes.push({ node: end, x: xs.get(key)! - DOT / 2, y: tops.get(key)!, width: DOT, height: DOT, regions: [] });
  }
  const standing = standingIn(order, tops, xs);
  const placed = edges.map((edge, at) => ({ ...edge, points: pointsOf(order.routes[at]!, standing) }));
  const loops = graph.edges.filter(({ from, to }) => from === to).map((edge) => ({ ...edge, points: [] }));
  return shifted(nodes, [...placed, ...loops]);
}

const sizeOf = ({ width, height }: { width: number; height: number }) => ({ width, height });

function addEnds(graph: Graph, items: Item[], edges: GraphEdge[]): void {
  const dot = { width: DOT, height: DOT, isPoint: false };
  if (graph.start !== undefined) {
    items.unshift({ key: ENDS.start, ...dot });
    edges.unshift({ from: ENDS.start, to: graph.start, kind: 'next' });
  }
  const last = graph.nodes.filter(({ isEnd }) => isEnd);
  if (last.length > 0) items.push({ key: ENDS.end, ...dot });
  for (const { key } of last) edges.push({ from: key, to: ENDS.end, kind: 'next' });
}

type Box = Pick<PlacedNode, 'width' | 'height' | 'regions'>;

function boxOf(node: GraphNode): Box {
  const { character, around, height } = NODE;
  const own = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, Math.ceil(widthOf(node.name) * character + around)));
  const layouts = node.regions.map((region) => layoutOf(region));
  if (layouts.length === 0) return { width: own, height, regions: [] };
  const content = layouts.reduce((sum, { width }) => sum + width + GAP.inside, GAP.inside);
  const width = Math.max(own, content);
  let x = (width - content) / 2 + GAP.inside;
  const regions = layouts.map((layout) => {
    const region = { x, y: GAP.head, layout };
    x += layout.width + GAP.inside;
    return region;
  });
  const tallest = layouts.reduce((most, each) => Math.max(most, each.height), 0);
  return { width, height: GAP.head + tallest + GAP.inside, regions };
}

/** Characters; those of Chinese, Japanese and Korean are twice as wide. */
export const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, each) =>
      sum +
      (/[\u1100-\u11FF\u2E80-\uD7FF\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60]|[\u{1F300}-\u{1FAFF}]/u.test(each) ? 2 : 1),
    0,
  );

function topsOf({ layers }: Layered): Map<string, number> {
  const tops = new Map<string, number>();
  let y = 0;
  for (const layer of layers) {
    for (const { key } of layer) tops.set(key, y);
    y += heightOf(layer) + GAP.down;
  }
  return tops;
}

const heightOf = (layer: readonly Item[]): number => layer.reduce((most, { height }) => Math.max(most, height), 0);

const SWEEPS = 8;

/** Centers: as near to those of their neighbors as the order and the widths allow. */
function centersOf({ layers, links }: Layered): Map<string, number> {
  const xs = new Map<string, number>();
  const near = new Map<string, { readonly up: string[]; readonly down: string[] }>();
  for (const layer of layers) {
    let x = 0;
    for (const { key, width } of layer) {
      xs.set(key, x + width / 2);
      x += width + GAP.across;
      near.set(key, { up: [], down: [] });
    }
  }
  for (const { from, to } of links) {
    near.get(from)!.down.push(to);
    near.get(to)!.up.push(from);
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const isDown = sweep % 2 === 0;
    for (const layer of isDown ? layers : layers.toReversed()) {
      const wanted = layer.map(({ key }) => {
        const { up, down } = near.get(key)!;
        const sides = sweep >= SWEEPS - 2 ? [...up, ...down] : isDown ? up : down;
        return sides.length === 0 ? xs.get(key)! : mean(sides.map((each) => xs.get(each)!));
      });
      spread(layer, wanted).forEach((x, at) => xs.set(layer[at]!.key, x));
    }
  }
  return xs;
}

/** The places in this order, far enough apart, that are nearest to the wanted ones: neighbors in conflict move as one. */
function spread(layer: readonly Item[], wanted: readonly number[]): number[] {
  const offsets: number[] = [];
  for (const [at, item] of layer.entries()) {
    const before = layer[at - 1];
    offsets.push(before === undefined ? 0 : offsets[at - 1]! + (before.width + item.width) / 2 + GAP.across);
  }
  const pools: { sum: number; count: number }[] = [];
  for (const [at, x] of wanted.entries()) {
    let pool = { sum: x - offsets[at]!, count: 1 };
    for (
      let last = pools.at(-1);
      last !== undefined && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  }
  return pools
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((x, at) => x + offsets[at]!);
}

interface Standing {
  readonly top: Point;
  readonly bottom: Point;
}

/** Where ways enter and leave each item: one that passes a layer goes through its whole height. */
function standingIn(
  order: Layered,
  tops: ReadonlyMap<string, number>,
  xs: ReadonlyMap<string, number>,
): Map<string, Standing> {
  const standing = new Map<string, Standing>();
  for (const layer of order.layers) {
    const layerHeight = heightOf(layer);
    for (const { key, isPoint, height } of layer) {
      const [x, y] = [xs.get(key)!, tops.get(key)!];
      standing.set(key, { top: { x, y }, bottom: { x, y: y + (isPoint ? layerHeight : height) } });
    }
  }
  return standing;
}

function pointsOf(route: readonly string[], standing: ReadonlyMap<string, Standing>): Point[] {
  const isBack = standing.get(route[0]!)!.top.y > standing.get(route.at(-1)!)!.top.y;
  const downward = isBack ? route.toReversed() : route;
  const points = downward.flatMap((key, index): Point[] => {
    const { top, bottom } = standing.get(key)!;
    if (index === 0) return [bottom];
    return index === downward.length - 1 ? [top] : [top, bottom];
  });
  return isBack ? points.reverse() : points;
}

/** Moves everything so that it begins at 0. */
function shifted(nodes: readonly PlacedNode[], edges: readonly PlacedEdge[]): Layout {
  const points = edges.flatMap((edge) => edge.points);
  const least = [...nodes, ...points].reduce((x, each) => Math.min(x, each.x), Infinity);
  const left = Number.isFinite(least) ? least : 0;
  const move = <P extends Point>(point: P): P => ({ ...point, x: round(point.x - left), y: round(point.y) });
  const moved = nodes.map(move);
  return {
    nodes: moved,
    edges: edges.map((edge) => ({ ...edge, points: edge.points.map(move) })),
    width: Math.ceil(
      [...moved.map(({ x, width }) => x + width), ...points.map(({ x }) => x - left)].reduce(greatest, 0),
    ),
    height: Math.ceil(moved.map(({ y, height }) => y + height).reduce(greatest, 0)),
  };
}

const greatest = (a: number, b: number): number => Math.max(a, b);
const round = (value: number): number => Math.round(value * 2) / 2;
