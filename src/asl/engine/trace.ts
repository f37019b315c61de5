import type { RecordedEvent } from '../../model/historyEvent';
import type { Work } from './agenda';
import type { Run } from './run';

/** Whether whoever develops the kit has asked for what the engine does. Asked once: without it, nothing is done at all. */
const IS_ON = process.env['TRACE'] === '1';

function print(run: Run, line: string): void {
  process.stderr.write(`${new Date(run.time).toISOString()} ${run.executionName} ${line}\n`);
}

/** Tells of work that is due and of each event, as it is appended; absent unless `TRACE=1` is set. See CONTRIBUTING, "Trace a run". */
export const trace = !IS_ON
  ? undefined
  : {
      work(run: Run, { kind, thread }: Work): void {
        const state = thread.frame?.name;
        print(run, `-- ${kind}${state === undefined ? '' : ` of ${state}`}`);
      },
      event(run: Run, { id, previousEventId, type, details }: RecordedEvent): void {
        const { name } = details ?? {};
        print(run, `${id} <- ${previousEventId} ${type}${typeof name === 'string' ? ` ${name}` : ''}`);
      },
    };
