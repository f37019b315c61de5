import { givenDefinition } from '../asl/definition/givenDefinition';
import { printable } from '../model/printable';
import { graphOf, type Graph, type GraphNode } from './graph/model';
import { MARKS, type Mark, type Marks } from './subject/marks';
import { subjectOf, type ReportSource } from './subject/subject';

/**
 * A definition as a flowchart of Mermaid, which many wikis and code hosts draw; with a history, with what has become of each state.
 *
 * @param definition The definition as an object or as its JSON text.
 * @throws {TestkitError} `ARGUMENT_INVALID` for what is no definition or no history, `HISTORY_INVALID` if it is not one of the definition.
 * @example
 * toMermaid(definition, sfn.history(order));
 * // flowchart TD
 * //   s0["✓ ReserveStock"]
 * //   s1["✗ ChargeCard"]
 * //   s0 --> s1
 */
export function toMermaid(definition: object | string, history?: ReportSource): string {
  const graph = graphOf(givenDefinition(definition));
  const marks = history === undefined ? undefined : subjectOf('toMermaid()', history, { definition }).marks;
  const lines = new MermaidWriter(marks).write(graph);
  return `${['flowchart TD', ...lines].join('\n')}\n`;
}

const CLASSES: Readonly<Record<Mark, string>> = {
  failed: 'fill:#fdeee5,stroke:#b03a00,stroke-width:3px,color:#1d2025',
  reruns: 'fill:#e6f0fa,stroke:#0a58a6,stroke-width:2px,stroke-dasharray:7 3,color:#1d2025',
  kept: 'fill:#e3f3ec,stroke:#0b6b50,color:#1d2025',
  running: 'fill:#f1eaf8,stroke:#6a3d9a,color:#1d2025',
  aborted: 'fill:#fbf2d9,stroke:#7a5600,color:#1d2025',
  untouched: 'fill:#f6f5f2,stroke:#6b7078,stroke-dasharray:2 3,color:#1d2025',
};

const ARROWS = { next: '-->', choice: '-->', catch: '-. Catch .->' };

class MermaidWriter {
  private readonly ids = new Map<string, string>();
  private readonly classes = new Map<Mark, string[]>();

  constructor(private readonly marks: Marks | undefined) {}

  write(graph: Graph): string[] {
    const body = this.graph(graph, '  ');
    const used = [...this.classes].flatMap(([mark, ids]) => [
      `  classDef ${mark} ${CLASSES[mark]}`,
      `  class ${ids.join(',')} ${mark}`,
    ]);
    return [...body, ...used];
  }

  private graph({ nodes, edges }: Graph, indent: string): string[] {
    const shown = nodes.flatMap((node) => this.node(node, indent));
    const ways = edges.map(({ from, to, kind }) => `${indent}${this.idOf(from)} ${ARROWS[kind]} ${this.idOf(to)}`);
    return [...shown, ...ways];
  }

  private node(node: GraphNode, indent: string): string[] {
    const id = this.idOf(node.key);
    const mark = this.marks === undefined ? undefined : (this.marks.states.get(node.key)?.mark ?? 'untouched');
    if (mark !== undefined) this.classes.set(mark, [...(this.classes.get(mark) ?? []), id]);
    const label = `"${mark === undefined ? '' : `${MARKS[mark].sign} `}${safe(node.name)}"`;
    if (node.regions.length === 0) return [`${indent}${id}${node.type === 'Choice' ? `{${label}}` : `[${label}]`}`];
    const inner = node.regions.flatMap((region, at) => this.region(region, `${id}r${at}`, node, indent));
    return [`${indent}subgraph ${id}[${label}]`, ...inner, `${indent}end`];
  }

  /** Branches stand in frames of their own: else nobody sees which states belong together. */
  private region(region: Graph, id: string, { regions }: GraphNode, indent: string): string[] {
    if (regions.length === 1) return this.graph(region, `${indent}  `);
    const at = Number(id.slice(id.indexOf('r') + 1));
    return [`${indent}  subgraph ${id}["branch ${at}"]`, ...this.graph(region, `${indent}    `), `${indent}  end`];
  }

  private idOf(key: string): string {
    const id = this.ids.get(key) ?? `s${this.ids.size}`;
    this.ids.set(key, id);
    return id;
  }
}

/** A label in which nothing is a sign of Mermaid, Markdown or HTML: each such character is written by its number. */
function safe(text: string): string {
  return printable(text).replace(/[^\p{L}\p{M}\p{N} _.,:-]/gu, (character) => `#${character.codePointAt(0)};`);
}
