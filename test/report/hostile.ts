import { createFakeStepFunctions, fails } from 'redrive-testkit';
import type { CapturedMapRun } from 'redrive-testkit/report';

const MARKUP = [
  '<script',
  '</style',
  '<img src=x onerror=y()>',
  '<svg/onload=y()>',
  '<!--',
  ']]>',
  '<a href="javascript:y()">',
];

/** What must not stand in a page as it is here. */
export const TRAPS = MARKUP.map((trap) => `${trap} TRAP`);

/** A text that tries everything, and says where it stands. */
export const hostile = (where: string): string =>
  `${where} " onmouseover=y() x=" ' onfocus=y() x=' ${TRAPS.join(' ')} </script><script>y()</script> \u202Eturned\u2066 \u200F \u001B[31m \u0000 &lt;b&gt; \`\${1}\` \uD800 {{x}} #e1`;

/** The same where a state is named. */
const hostileName = (where: string): string =>
  `${where} </title></g><script>y()</script>"onload='y' ]]> end\nclass s0 kept`;

/** A history in every string of which markup stands. */
export function hostileExecution(): {
  readonly history: never;
  /** In which not even resources are spared: it has no definition. */
  readonly wholly: never;
  readonly describe: object;
  readonly definition: object;
  readonly mapRuns: readonly CapturedMapRun[];
} {
  const [first, inner, map] = [hostileName('A'), hostileName('B'), hostileName('C')];
  const definition = {
    Comment: hostile('comment'),
    StartAt: first,
    States: {
      [first]: { Type: 'Pass', Next: map },
      [map]: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: inner,
          States: { [inner]: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true } },
        },
        End: true,
      },
    },
  };
  const sfn = createFakeStepFunctions();
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'hostile',
    definition: {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Next: 'C' },
        C: {
          Type: 'Map',
          ItemProcessor: {
            StartAt: 'B',
            States: { B: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true } },
          },
          End: true,
        },
      },
    },
    tasks: { B: fails('E', 'c') },
  });
  const { executionArn } = sfn.startExecution({ stateMachineArn, input: '[1]' });
  sfn.settle({ skipTime: true });
  const names: Record<string, string> = { A: first, B: inner, C: map };
  const poisoned = (value: unknown, path: string, spared: readonly string[] = []): unknown => {
    if (typeof value === 'string') return names[value] ?? hostile(path);
    if (Array.isArray(value)) return value.map((each, at) => poisoned(each, `${path}.${at}`, spared));
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        name,
        [...spared, 'type'].includes(name) ? each : poisoned(each, name, spared),
      ]),
    );
  };
  const describe = poisoned({ ...sfn.execution(executionArn) }, 'describe') as object;
  const mapRuns = [
    {
      mapRunArn: hostile('arn'),
      status: hostile('status'),
      executions: [{ name: hostile('child'), status: hostile('s'), error: hostile('e') }],
    },
  ];
  const events = [...sfn.history(executionArn)];
  // By the resource of a task a definition knows its history.
  const history = events.map((event) => poisoned(event, 'event', ['resource', 'resourceType']));
  const wholly = events.map((event) => poisoned(event, 'event'));
  return { history: history as never, wholly: wholly as never, describe, definition, mapRuns };
}
