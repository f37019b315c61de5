import type { Definition } from '../../asl/definition/definition';
import { counted } from '../../model/printable';
import type { MachineCoverage } from '../../service/coverage/coverage';
import { transitionName } from '../../service/coverage/definitionParts';
import { graphOf, type Graph, type GraphNode } from '../graph/model';
import { LABELS, wayKey, type Mark, type Marks, type StateMark } from './marks';

/** What the marks say of a state that was counted, not run. */
const COVERAGE_LABELS: Marks['labels'] = {
  ...LABELS,
  kept: 'reached',
  reruns: 'redriven from here',
  untouched: 'not reached',
};

type Times = ReadonlyMap<string, number>;

/** The states and ways that were reached, and the states from which a redrive has gone on. */
export function coverageMarks(definition: Definition, { states, transitions, resumed }: MachineCoverage): Marks {
  const [entered, taken, redriven] = [states, transitions, resumed].map(
    ({ items }): Times => new Map(items.map(({ name, times }) => [name, times])),
  ) as [Times, Times, Times];
  const marks = new Map<string, StateMark>();
  const ways = new Set<string>();
  const look = ({ nodes, edges }: Graph): void => {
    const names = new Map(nodes.map(({ key, name }) => [key, name]));
    for (const { from, to } of edges) {
      if ((taken.get(transitionName(names.get(from)!, names.get(to)!)) ?? 0) > 0) ways.add(wayKey(from, to));
    }
    for (const node of nodes) {
      const mark = markOf(node, entered.get(node.name) ?? 0, redriven.get(node.name) ?? 0);
      if (mark !== undefined) marks.set(node.key, mark);
      node.regions.forEach(look);
    }
  };
  look(graphOf(definition));
  return { states: marks, taken: ways, labels: COVERAGE_LABELS };
}

function markOf({ name, type }: GraphNode, entries: number, redrives: number): StateMark | undefined {
  if (entries === 0) return undefined;
  const mark: Mark = redrives > 0 ? 'reruns' : 'kept';
  const note = redrives > 0 ? `${entries}×, ↻ ${redrives}×` : `${entries}×`;
  const resumed = redrives > 0 ? `, redriven from here ${counted(redrives, 'time')}` : '';
  return { name, type, mark, note, sentence: `reached ${counted(entries, 'time')}${resumed}` };
}
