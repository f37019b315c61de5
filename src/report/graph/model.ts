import { isDistributed, type Definition, type Workflow, type StateDefinition } from '../../asl/definition/definition';
import { keyIn } from '../subject/marks';

/** A state of a picture, with what lies in it. */
export interface GraphNode {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly isDistributed: boolean;
  readonly regions: readonly Graph[];
  readonly isEnd: boolean;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'next' | 'choice' | 'catch';
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Key of the first state; absent if the definition names none that is there. */
  readonly start: string | undefined;
}

/** States and ways of a definition, the first state first, the others in the order in which they are reached. */
export function graphOf(region: Definition | Workflow, container = ''): Graph {
  const states = Object.entries(region.States ?? {});
  const known = new Set(states.map(([name]) => name));
  const keyFor = (name: string): string => keyIn(container, name);
  const edges = states.flatMap(([name, state]) =>
    waysFrom(state)
      .filter(({ to }) => known.has(to))
      .map(({ to, kind }): GraphEdge => ({ from: keyFor(name), to: keyFor(to), kind })),
  );
  return {
    nodes: states.map(([name, state]) => nodeOf(name, keyFor(name), state)),
    edges: unique(edges),
    start: known.has(region.StartAt) ? keyFor(region.StartAt) : undefined,
  };
}

function nodeOf(name: string, key: string, state: StateDefinition): GraphNode {
  const inner = [...(state.Branches ?? []), state.ItemProcessor ?? state.Iterator].filter((each) => each !== undefined);
  return {
    key,
    name,
    type: state.Type,
    isDistributed: state.Type === 'Map' && isDistributed(state),
    regions: inner.map((region) => graphOf(region, key)),
    isEnd: state.End === true || state.Type === 'Succeed' || state.Type === 'Fail',
  };
}

function waysFrom(state: StateDefinition): { to: string; kind: GraphEdge['kind'] }[] {
  const choices = (state.Choices ?? []).flatMap(({ Next }) => Next ?? []);
  return [
    ...(state.Next === undefined ? [] : [{ to: state.Next, kind: 'next' as const }]),
    ...choices.map((to) => ({ to, kind: 'choice' as const })),
    ...(state.Default === undefined ? [] : [{ to: state.Default, kind: 'choice' as const }]),
    ...(state.Catch ?? []).map(({ Next }) => ({ to: Next, kind: 'catch' as const })),
  ];
}

/** Between two states one way is drawn: the first that is named. */
function unique(edges: readonly GraphEdge[]): GraphEdge[] {
  const seen = new Set<string>();
  return edges.filter(({ from, to }) => {
    const way = `${from}\n\n${to}`;
    return !seen.has(way) && seen.add(way);
  });
}
