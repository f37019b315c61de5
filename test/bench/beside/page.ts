/** docs/BENCHMARK.md, from what one run has measured. */
import { table } from '../../drift/docs/markdown';
import type { Verdict } from './scenarios';

export interface Measured {
  /** Of one RedriveExecution with one DescribeExecution, in parts of the bare request handler's; in the order of the rows. */
  readonly calls: ReadonlyMap<string, number>;
  /** Of one run of a workflow, in parts of the kit's. */
  readonly workflows: ReadonlyMap<string, number>;
  readonly verdicts: readonly Verdict[];
  /** aws-local-stepfunctions, which has no client: what it offers, and what it does after a failure; or why it is not there. */
  readonly local: { readonly methods: readonly string[]; readonly runAgain: string } | { readonly why: string };
  readonly versions: ReadonlyMap<string, string>;
}

/** The columns of the answers. Under msw the kit answers as it does by its request handler, which the bench checks. */
const SHOWN = ['redrive-testkit', 'redrive-testkit as a stub', 'bare request handler', 'bare stub', 'msw handler'];
const LOCAL = 'aws-local-stepfunctions';
const NONE = '–';

export function benchmarkPage(measured: Measured): string {
  const { calls, workflows, versions } = measured;
  const times = (ratio: number | undefined): string => (ratio === undefined ? NONE : `${ratio.toFixed(2)}×`);
  const speed = [...new Set([...calls.keys(), ...workflows.keys()])].map((name) => [
    name,
    times(calls.get(name)),
    times(workflows.get(name)),
  ]);
  return `# Benchmark

The kit beside what else can stand in the place of Step Functions in a test: what each answers, and what it costs. Written by
\`npm run bench -- --save\` from one run; not edited by hand.

The hand-written ones are written as most of them are, with one answer for each operation, and they are told the truth: what DescribeExecution and
GetExecutionHistory say of the execution before the redrive.

## What they answer

✓ as AWS does, ✗ what came instead, – it has no such call. A stub stands in the place of the client's \`send\`, so the SDK does not
retry: the code under test sees the error.${noteOnLocal(measured)}

${answersTable(measured)}

Whatever a row demands can be written by hand, once somebody knows it. The sources of the answers of AWS are in [FIDELITY](FIDELITY.md).

## What they cost

The same work in one process, in rounds that take turns; the median of the rounds. Ratios, since times are those of a machine.
The calls are one RedriveExecution and one DescribeExecution of a real client: the bare request handler is 1. The workflow is two Lambda functions in
a row, from its start to its output: the kit, which also writes the history, is 1.

${table(['', 'calls', 'a workflow'], speed)}

## With

Node ${process.versions.node.split('.')[0]}, ${[...versions].map(([name, version]) => `${name} ${version}`).join(', ')}.
`;
}

function noteOnLocal({ local }: Measured): string {
  if ('why' in local) return ` ${local.why}`;
  return ` ${LOCAL} runs a workflow and has no client; its state machine offers ${local.methods.join(' and ')}. After a failure it can only run again from the start.`;
}

function answersTable({ verdicts, local }: Measured): string {
  const hasLocal = !('why' in local);
  const rows = verdicts.map(({ title, aws, seen, withoutClient }) => [
    title,
    aws,
    ...SHOWN.map((name) => cell(aws, seen[name])),
    ...(hasLocal ? [cell(aws, withoutClient ? local.runAgain : undefined)] : []),
  ]);
  return table(['', 'AWS', ...SHOWN, ...(hasLocal ? [LOCAL] : [])], rows);
}

function cell(aws: string, seen: string | undefined): string {
  if (seen === undefined) return NONE;
  return seen === aws ? '✓' : `✗ ${seen}`;
}
