import fc from 'fast-check';
import type { ListExecutionsInput } from '@aws-sdk/client-sfn';
import { fails, seconds, succeeds, type FakeStepFunctions } from 'redrive-testkit';
import { walk } from '../support/walks';
import { charging, failed, lambdaTask, newFake, started } from '../support/workflows';

const RUNS = { numRuns: 60, seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_122) };

function walkExecutions(sfn: FakeStepFunctions, input: ListExecutionsInput, act?: (executionArn: string) => void) {
  return walk(
    (nextToken) => {
      const output = sfn.listExecutions({ ...input, ...(nextToken === undefined ? {} : { nextToken }) });
      return { items: output.executions ?? [], nextToken: output.nextToken };
    },
    ({ executionArn }) => executionArn!,
    act,
  );
}

/** A machine with so many failed executions; before each but the first, so many milliseconds pass. */
function failures(sfn: FakeStepFunctions, pauses: readonly number[]) {
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'orders',
    definition: charging,
    tasks: { Charge: fails('Card.Declined') },
  });
  const executionArns = pauses.map((pause, index) => {
    if (index > 0) sfn.clock.advanceBy(pause);
    const { executionArn } = sfn.startExecution({ stateMachineArn, name: `order-${index}` });
    sfn.settle();
    return executionArn;
  });
  return { stateMachineArn, executionArns };
}

/** What a sweep does with an execution that it finds. */
const actions = {
  nothing: () => undefined,
  redrive: (sfn: FakeStepFunctions, executionArn: string) => void sfn.redriveExecution({ executionArn }),
  'redrive, and it fails again': (sfn: FakeStepFunctions, executionArn: string) => {
    sfn.redriveExecution({ executionArn });
    sfn.settle();
  },
  'redrive later': (sfn: FakeStepFunctions, executionArn: string) => {
    sfn.clock.advanceBy(seconds(1));
    sfn.redriveExecution({ executionArn });
  },
  'redrive, and stop it later': (sfn: FakeStepFunctions, executionArn: string) => {
    sfn.redriveExecution({ executionArn });
    sfn.clock.advanceBy(seconds(1));
    if (sfn.execution(executionArn).status === 'RUNNING') sfn.stopExecution({ executionArn });
  },
};

const action = fc.constantFrom(...(Object.keys(actions) as (keyof typeof actions)[]));
const walks = fc.record({
  pauses: fc.array(fc.constantFrom(0, 0, 1, 1_000), { minLength: 1, maxLength: 12 }),
  choices: fc.array(action, { minLength: 1, maxLength: 12 }),
  maxResults: fc.integer({ min: 1, max: 5 }),
  statusFilter: fc.constantFrom('FAILED' as const, undefined),
});

describe('a walk through the pages of ListExecutions that acts on what it finds', () => {
  it('visits each execution that was there once, in the order of the first look, and ends', () => {
    fc.assert(
      fc.property(walks, ({ pauses, choices, maxResults, statusFilter }) => {
        const sfn = newFake();
        const { stateMachineArn } = failures(sfn, pauses);
        const input = { stateMachineArn, ...(statusFilter === undefined ? {} : { statusFilter }) };
        const atFirst = sfn.listExecutions(input).executions.map(({ executionArn }) => executionArn);
        let step = 0;
        const visited = walkExecutions(sfn, { ...input, maxResults }, (executionArn) => {
          actions[choices[step++ % choices.length]!](sfn, executionArn);
        });
        expect(visited).toEqual(atFirst);
      }),
      RUNS,
    );
  });

  it('does not show what was started since', () => {
    const sfn = newFake();
    const { stateMachineArn, executionArns } = failures(sfn, [0, 0, 0, 0]);
    const visited = walkExecutions(sfn, { stateMachineArn, maxResults: 1 }, () => {
      sfn.startExecution({ stateMachineArn });
    });
    expect(visited).toEqual(executionArns.toReversed());
  });

  it('goes on from the same place after a snapshot was restored', () => {
    const sfn = newFake();
    const { stateMachineArn, executionArns } = failures(sfn, [0, 0, 0]);
    const snapshot = sfn.snapshot();
    const { nextToken } = sfn.listExecutions({ stateMachineArn, maxResults: 1 });
    sfn.redriveExecution({ executionArn: executionArns[0]! });
    sfn.restore(snapshot);
    const { executions } = sfn.listExecutions({ stateMachineArn, nextToken: nextToken! });
    expect(executions.map(({ executionArn }) => executionArn)).toEqual([executionArns[1], executionArns[0]]);
  });
});

describe('executions of one instant', () => {
  it('are listed newest first [page.order-of-executions]', () => {
    const sfn = newFake();
    const { stateMachineArn, executionArns } = failures(sfn, [0, 0, 0]);
    expect(walkExecutions(sfn, { stateMachineArn })).toEqual(executionArns.toReversed());
  });

  it('are listed with the one first that was redriven last [page.order-at-one-instant]', () => {
    const sfn = newFake();
    const { stateMachineArn, executionArns } = failures(sfn, [0, 0, 0]);
    const [one, two, three] = executionArns as [string, string, string];
    sfn.redriveExecution({ executionArn: one });
    expect(walkExecutions(sfn, { stateMachineArn })).toEqual([one, three, two]);
  });
});

describe('a walk through the children of a Map Run', () => {
  const batch = {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Label: 'Each',
        ToleratedFailurePercentage: 100,
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...charging },
        Next: 'After',
      },
      After: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true },
    },
  };

  function mapRun(sfn: FakeStepFunctions, items: number, executionType = 'STANDARD') {
    const definition = structuredClone(batch);
    definition.States.Each.ItemProcessor.ProcessorConfig.ExecutionType = executionType;
    definition.States.Each.ToleratedFailurePercentage = 0;
    const { executionArn } = started(sfn, {
      definition,
      input: JSON.stringify(Array.from({ length: items }, (_, index) => index)),
      tasks: { Charge: fails('Card.Declined') },
    });
    sfn.settle({ skipTime: true });
    return { executionArn, mapRunArn: sfn.listMapRuns({ executionArn }).mapRuns[0]!.mapRunArn! };
  }

  it.each(['STANDARD', 'EXPRESS'])(
    'skips none that still matches when others leave the filter: %s',
    (executionType) => {
      const sfn = newFake();
      const { executionArn, mapRunArn } = mapRun(sfn, 5, executionType);
      const all = walkExecutions(sfn, { mapRunArn });
      expect(all.length).toBeGreaterThan(3);
      expect(new Set(all).size).toBe(all.length);
      let redrives = 0;
      const visited = walkExecutions(sfn, { mapRunArn, statusFilter: 'FAILED', maxResults: 2 }, () => {
        if (redrives++ === 0) sfn.redriveExecution({ executionArn });
      });
      // All wait for their redrive now: the walk ends with its first page.
      expect(visited).toEqual(all.slice(0, 2));
      sfn.settle({ skipTime: true });
      const again = walkExecutions(sfn, { mapRunArn, statusFilter: 'FAILED', maxResults: 2 });
      expect(new Set(again)).toEqual(new Set(all));
      expect(again.length).toBe(all.length);
    },
  );

  it('ends while the Map Run is redriven at each step', () => {
    const sfn = newFake();
    const { executionArn, mapRunArn } = mapRun(sfn, 4, 'EXPRESS');
    const all = walkExecutions(sfn, { mapRunArn });
    const visited = walkExecutions(sfn, { mapRunArn, maxResults: 1 }, () => {
      sfn.clock.advanceBy(seconds(10));
      sfn.settle({ skipTime: true });
      if (sfn.execution(executionArn).redriveStatus === 'REDRIVABLE') sfn.redriveExecution({ executionArn });
    });
    expect(new Set(visited).size).toBe(visited.length);
    expect(all).toEqual(expect.arrayContaining(visited));
  });
});

describe('walks through other lists', () => {
  const page = (nextToken: string | undefined) => ({
    maxResults: 1,
    ...(nextToken === undefined ? {} : { nextToken }),
  });

  it('ListStateMachines goes on although the machine shown last is gone', () => {
    const sfn = newFake();
    for (const name of ['a', 'b', 'c', 'd']) sfn.createStateMachine({ name, definition: charging });
    const visited = walk(
      (nextToken) => {
        const output = sfn.listStateMachines(page(nextToken));
        return { items: output.stateMachines ?? [], nextToken: output.nextToken };
      },
      ({ stateMachineArn }) => stateMachineArn!,
      (stateMachineArn) => {
        sfn.deleteStateMachine({ stateMachineArn });
        sfn.clock.advanceBy(seconds(3_600));
      },
    );
    expect(visited.map((arn) => arn.split(':').at(-1))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('ListActivities goes on although the activity shown last is gone', () => {
    const sfn = newFake();
    for (const name of ['b', 'a', 'c']) sfn.createActivity({ name });
    const visited = walk(
      (nextToken) => {
        const output = sfn.listActivities(page(nextToken));
        return { items: output.activities ?? [], nextToken: output.nextToken };
      },
      ({ activityArn }) => activityArn!,
      (activityArn) => void sfn.deleteActivity({ activityArn }),
    );
    expect(visited.map((arn) => arn.split(':').at(-1))).toEqual(['a', 'b', 'c']);
  });

  it('ListStateMachineVersions and -Aliases go on although those shown last are gone, the newest first [page.order-of-versions] [page.order-of-aliases]', () => {
    const sfn = newFake();
    const { stateMachineArn } = sfn.createStateMachine({ name: 'a', definition: charging, publish: true });
    for (const name of ['old', 'middle', 'new']) {
      const routingConfiguration = [{ stateMachineVersionArn: `${stateMachineArn}:1`, weight: 100 }];
      sfn.createStateMachineAlias({ name, routingConfiguration });
    }
    const aliases = walk(
      (nextToken) => {
        const output = sfn.listStateMachineAliases({ stateMachineArn, ...page(nextToken) });
        return { items: output.stateMachineAliases ?? [], nextToken: output.nextToken };
      },
      ({ stateMachineAliasArn }) => stateMachineAliasArn!,
      (stateMachineAliasArn) => void sfn.deleteStateMachineAlias({ stateMachineAliasArn }),
    );
    expect(aliases.map((arn) => arn.split(':').at(-1))).toEqual(['new', 'middle', 'old']);
  });

  it('ListMapRuns shows each Map Run once, the newest first, while they are redriven and new ones are started', () => {
    const sfn = newFake();
    const each = (StartAt: string, more: object) => ({
      Type: 'Map',
      Label: `Each${StartAt}`,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt,
        States: { [StartAt]: lambdaTask },
      },
      ResultPath: null,
      ...more,
    });
    const { executionArn } = started(sfn, {
      definition: {
        StartAt: 'A',
        States: { A: each('One', { Next: 'B' }), B: each('Two', { Next: 'C' }), C: each('Three', { End: true }) },
      },
      input: '[1]',
      tasks: { Two: [fails('Card.Declined'), succeeds()] },
    });
    sfn.settle({ skipTime: true });
    const known = sfn.listMapRuns({ executionArn }).mapRuns.map(({ mapRunArn }) => mapRunArn);
    const labels = (arns: readonly (string | undefined)[]) => arns.map((arn) => /\/(\w+):/.exec(arn!)![1]);
    expect(labels(known)).toEqual(['EachTwo', 'EachOne']);
    const visited = walk(
      (nextToken) => {
        const output = sfn.listMapRuns({ executionArn, ...page(nextToken) });
        return { items: output.mapRuns ?? [], nextToken: output.nextToken };
      },
      ({ mapRunArn }) => mapRunArn!,
      () => {
        if (sfn.execution(executionArn).redriveStatus === 'REDRIVABLE') sfn.redriveExecution({ executionArn });
        sfn.settle({ skipTime: true });
      },
    );
    expect(visited).toEqual(known);
    const now = sfn.listMapRuns({ executionArn }).mapRuns.map(({ mapRunArn }) => mapRunArn);
    expect(labels(now)).toEqual(['EachThree', 'EachTwo', 'EachOne']);
  });

  it('GetExecutionHistory shows each event once, in both directions, while the execution goes on', () => {
    const sfn = newFake();
    const { executionArn, stateMachineArn } = failed(sfn);
    sfn.script(stateMachineArn, { Charge: succeeds() });
    const ids = sfn.history(executionArn).map(({ id }) => String(id));
    const walked = (reverseOrder: boolean) =>
      walk(
        (nextToken) => {
          const output = sfn.getExecutionHistory({ executionArn, reverseOrder, ...page(nextToken) });
          return { items: output.events ?? [], nextToken: output.nextToken };
        },
        ({ id }) => String(id),
        (id) => {
          if (id !== ids[2] || sfn.execution(executionArn).status !== 'FAILED') return;
          sfn.redriveExecution({ executionArn });
          sfn.settle();
        },
      );
    expect(walked(true)).toEqual(ids.toReversed());
    expect(walked(false)).toEqual(sfn.history(executionArn).map(({ id }) => String(id)));
  });
});
