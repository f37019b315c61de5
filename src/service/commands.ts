import type { OperationContext } from './operations/operationContext';
import { abortMapRun, redriveMapRun, startMapRun } from './mapRuns/mapRun';
import { startNested } from './executions/nestedExecutions';
import type { ExecutionRecord } from './store';

/** Executes what a run has asked for; more may come while it is done. */
export function executeCommands(record: ExecutionRecord, context: OperationContext): void {
  const { commands } = record.run;
  for (let command = commands.shift(); command !== undefined; command = commands.shift()) {
    switch (command.kind) {
      case 'start execution':
        startNested(record, command, context);
        break;
      case 'stop child':
        stopNested(command.token, command.at, context);
        break;
      case 'start map run':
        startMapRun(record, command, context);
        break;
      case 'redrive map run':
        redriveMapRun(record, command, context);
        break;
      case 'abort map run':
        abortMapRun(command.mapRunArn, command.at, context);
        break;
    }
  }
}

/**
 * @assumed [nested.stop] The child of a `.sync` task is stopped with its task, at best effort, without error and cause. Because: the guide
 *   promises the attempt and no more.
 */
function stopNested(token: string, at: number, { driver }: OperationContext): void {
  const child = driver.open().find(({ nestedIn }) => nestedIn?.token === token);
  if (child === undefined) return;
  delete child.nestedIn;
  driver.abort(child, at, {});
}
