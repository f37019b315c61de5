import { attribute, cut, inline, listedInPage } from '../markup';
import { MARKS, wayKey, type Mark, type Marks, type StateMark } from '../subject/marks';
import { layoutOf, type Layout, type PlacedEdge, type PlacedNode, type Point } from './layout';
import { graphOf, type GraphNode } from './model';
import type { Subject } from '../subject/subject';

/** A drawing without its frame: what stands between `<svg>` and `</svg>`, its size, and what it says in words. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly content: string;
  readonly title: string;
  readonly description: string;
}

const MARGIN = 16;

/** States and ways of a definition, with what has become of each. */
export function drawGraph({
  definition,
  marks,
  isDefinitionKnown,
}: Pick<Subject, 'definition' | 'marks' | 'isDefinitionKnown'>): Drawing {
  const layout = layoutOf(graphOf(definition), { withEnds: true });
  return {
    width: layout.width + 2 * MARGIN,
    height: layout.height + 2 * MARGIN,
    content: drawLayout(layout, marks, { x: MARGIN, y: MARGIN }),
    title: isDefinitionKnown ? 'State graph' : 'State graph, as far as the history tells',
    description: inWords(marks),
  };
}

/** What the picture says, for whoever does not see it. */
function inWords({ states, labels }: Marks): string {
  const all = [...states.values()];
  const sentences = (Object.keys(MARKS) as Mark[]).flatMap((mark) => {
    const names = all.filter((state) => state.mark === mark).map(({ name }) => name);
    return names.length === 0 ? [] : [`${labels[mark]}: ${listedInPage(names, MOST_NAMES)}`];
  });
  return sentences.length === 0 ? 'No state was entered.' : `${sentences.join('; ')}.`;
}

const MOST_NAMES = 12;

function drawLayout({ nodes, edges }: Layout, marks: Marks, at: Point): string {
  const places = new Map(nodes.flatMap((placed) => (isEnd(placed.node) ? [] : [[placed.node.key, placed] as const])));
  const body = [
    ...edges.map((edge) => drawEdge(edge, marks, places.get(edge.from))),
    ...nodes.map((placed) => drawNode(placed, marks)),
  ];
  return `<g transform="translate(${at.x} ${at.y})">${body.join('')}</g>`;
}

const isEnd = (node: GraphNode | 'start' | 'end'): node is 'start' | 'end' => typeof node === 'string';

function drawNode(placed: PlacedNode, marks: Marks): string {
  const { node, x, y, width, height, regions } = placed;
  if (isEnd(node)) {
    const [cx, cy, r] = [x + width / 2, y + height / 2, width / 2 - 1];
    return `<circle class="g-${node}" cx="${cx}" cy="${cy}" r="${r}"/>`;
  }
  const state = marks.states.get(node.key);
  const mark = state?.mark ?? 'untouched';
  const { sign } = MARKS[mark];
  const says = [node.type, state === undefined ? marks.labels.untouched : state.sentence].join(', ');
  const isBox = regions.length > 0;
  const rect = `<rect class="g-box" width="${width}" height="${height}" rx="${isBox ? 12 : 9}"/>`;
  const inner = regions.map(({ x: left, y: top, layout }) => drawLayout(layout, marks, { x: left, y: top }));
  return [
    `<g class="g-node m-${mark}${isBox ? ' g-outer' : ''}" data-state=${attribute(node.name)} transform="translate(${x} ${y})">`,
    `<title>${inline(`${node.name}: ${says}`)}</title>${rect}`,
    `<circle class="g-badge" cx="23" cy="23" r="11"/><text class="g-sign" x="23" y="27.5">${sign}</text>`,
    `<text class="g-name" x="42" y="20">${inline(cut(node.name, shownCharacters(width)))}</text>`,
    `<text class="g-what" x="42" y="35">${inline(cut(subtitle(node, state), Math.floor((width - 48) / SMALL)))}</text>`,
    ...inner,
    '</g>',
  ].join('');
}

const SMALL = 6.1;
const shownCharacters = (width: number): number => Math.floor((width - 50) / 7.7);

function subtitle(node: GraphNode, state: StateMark | undefined): string {
  const type = node.isDistributed ? 'Distributed Map' : node.type;
  return state === undefined ? type : `${type} · ${state.note}`;
}

function drawEdge(edge: PlacedEdge, { taken }: Marks, source: PlacedNode | undefined): string {
  const isTaken = taken.has(wayKey(edge.from, edge.to));
  const classes = `g-way${edge.kind === 'catch' ? ' g-catch' : ''}${isTaken ? ' g-taken' : ''}`;
  const points = edge.points.length > 0 ? edge.points : loopAt(source);
  if (points.length < 2) return '';
  const [before, tip] = [points.at(-2)!, points.at(-1)!];
  const isLoop = edge.points.length === 0;
  const line = isLoop ? loopLine(points) : lineThrough(points);
  return `<path class="${classes}" d="${line}"/><path class="g-tip${isTaken ? ' g-taken' : ''}" d="${isLoop ? leftTip(tip) : tipAt(tip, before.y < tip.y)}"/>`;
}

function lineThrough(points: readonly Point[]): string {
  const parts = [`M${points[0]!.x} ${points[0]!.y}`];
  for (let at = 1; at < points.length; at += 1) {
    const [from, to] = [points[at - 1]!, points[at]!];
    if (from.x === to.x) parts.push(`V${to.y}`);
    else {
      const middle = (from.y + to.y) / 2;
      parts.push(`C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${to.y}`);
    }
  }
  return parts.join('');
}

const TIP = { half: 4, length: 7 };

function tipAt({ x, y }: Point, isDown: boolean): string {
  const base = isDown ? y - TIP.length : y + TIP.length;
  return `M${x} ${y}L${x - TIP.half} ${base}H${x + TIP.half}Z`;
}

function loopAt(source: PlacedNode | undefined): Point[] {
  if (source === undefined) return [];
  const x = source.x + source.width;
  return [
    { x, y: source.y + 12 },
    { x, y: source.y + 34 },
  ];
}

const loopLine = ([from, to]: readonly Point[]): string =>
  `M${from!.x} ${from!.y}C${from!.x + 22} ${from!.y - 4} ${to!.x + 22} ${to!.y + 4} ${to!.x} ${to!.y}`;
const leftTip = ({ x, y }: Point): string => `M${x} ${y}L${x + TIP.length} ${y - TIP.half}V${y + TIP.half}Z`;
