import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lambdaReturns } from 'redrive-testkit';
import { exploreRedrives, type RedriveExplorationOptions } from 'redrive-testkit/explore';

const EXAMPLES = join(__dirname, '../../examples');

type Given = Pick<RedriveExplorationOptions, 'input' | 'tasks'>;

/** What the workflow of each lesson needs to succeed: its input, and what its tasks answer. */
const GIVEN: Readonly<Record<string, Given>> = {
  '08-own-workflow': { input: { orderId: 7 } },
  '09-parallel-branch': {},
  '10-map-run': { input: [{ id: 1 }, { id: 2 }] },
  '14-captured-incident': { input: { orderId: 7 }, tasks: { ReserveStock: lambdaReturns({ shelf: 'A1' }) } },
  '25-paid-twice': { input: { orderId: 7 } },
  '26-nobody-redrove': { input: { kind: 'return' } },
  '30-dead-end': { input: { orderId: 7 } },
};

interface Region {
  readonly States: Readonly<Record<string, State>>;
}
type State = { readonly Type: string; readonly Branches?: Region[]; readonly ItemProcessor?: Region };

const isWorkflow = (value: unknown): value is Region =>
  typeof value === 'object' && value !== null && 'StartAt' in value;

/** The workflow that a lesson has a file for. */
function workflowOf(lesson: string): Region {
  const written = join(EXAMPLES, lesson, 'workflow.json');
  if (existsSync(written)) {
    const text = readFileSync(written, 'utf8').replaceAll(
      /\$\{(\w+)\}/g,
      'arn:aws:lambda:us-east-1:123456789012:function:$1',
    );
    return JSON.parse(text) as Region;
  }
  const exported = jest.requireActual<Record<string, unknown>>(join(EXAMPLES, lesson, 'workflow.ts'));
  return Object.values(exported).find(isWorkflow)!;
}

function tasksOf({ States }: Region): string[] {
  return Object.entries(States).flatMap(([name, { Type, Branches = [], ItemProcessor }]) => [
    ...(Type === 'Task' ? [name] : []),
    ...[...Branches, ...(ItemProcessor === undefined ? [] : [ItemProcessor])].flatMap(tasksOf),
  ]);
}

const hasWorkflow = (lesson: string): boolean =>
  ['workflow.ts', 'workflow.json'].some((name) => existsSync(join(EXAMPLES, lesson, name)));
const lessons = readdirSync(EXAMPLES).filter(hasWorkflow);

test('what each lesson needs is told', () => {
  expect(Object.keys(GIVEN)).toEqual(lessons);
});

describe.each(lessons)('the workflow of lesson %s', (lesson) => {
  const definition = workflowOf(lesson);
  const options = { definition, ...GIVEN[lesson], faults: 1 };
  const tasks = tasksOf(definition);

  test('is safe to redrive where every task has a key', () => {
    const keyOf = (name: string) => (call: { input: unknown }) => `${name} ${JSON.stringify(call.input)}`;
    const idempotencyKey = Object.fromEntries(tasks.map((name) => [name, keyOf(name)]));
    expect(String(exploreRedrives({ ...options, idempotencyKey }))).toMatch(/^No finding in /);
  });

  test('repeats tasks where none has a key, and does nothing else wrong', () => {
    const { findings, complete } = exploreRedrives(options);
    expect(complete).toBe(true);
    expect(findings.filter(({ kind }) => !kind.startsWith('effect-repeated'))).toEqual([]);
    expect(findings.length).toBeGreaterThan(0);
    expect(tasks).toEqual(expect.arrayContaining(findings.map(({ state }) => state)));
  });
});
