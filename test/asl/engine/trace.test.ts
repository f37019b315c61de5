import type * as kit from 'redrive-testkit';
import { flow, task } from '../../support/stage';

/** What is printed on stderr while an execution fails and is redriven. */
function printedWith(TRACE: string | undefined): string[] {
  const before = process.env['TRACE'];
  const written: string[] = [];
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    if (TRACE === undefined) delete process.env['TRACE'];
    else process.env['TRACE'] = TRACE;
    jest.isolateModules(() => {
      const { createFakeStepFunctions, failsUntilRedriven, virtualClock } =
        jest.requireActual<typeof kit>('redrive-testkit');
      const sfn = createFakeStepFunctions({ clock: virtualClock() });
      const tasks = { T: failsUntilRedriven('Oops') };
      const { stateMachineArn } = sfn.createStateMachine({ name: 'm', definition: flow({ T: task() }), tasks });
      const { executionArn } = sfn.startExecution({ stateMachineArn, name: 'order-1' });
      sfn.settle();
      sfn.redriveExecution({ executionArn });
    });
  } finally {
    spy.mockRestore();
    if (before === undefined) delete process.env['TRACE'];
    else process.env['TRACE'] = before;
  }
  return written;
}

test('TRACE=1 prints work and events as they happen', () => {
  const lines = printedWith('1');
  expect(lines).toContain('2026-01-01T00:00:00.000Z order-1 2 <- 0 TaskStateEntered T\n');
  expect(lines).toContain('2026-01-01T00:00:00.000Z order-1 -- outcome of T\n');
  expect(lines.at(-1)).toBe('2026-01-01T00:00:00.000Z order-1 9 <- 8 TaskStarted\n');
});

test('without it nothing is printed', () => {
  expect(printedWith(undefined)).toEqual([]);
});
