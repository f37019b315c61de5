import { openFrame } from '../engine/context';
import type { StateType } from '../definition/definition';
import type { Environment } from '../engine/environment';
import type { Run, Thread } from '../engine/run';
import { executeMap } from './map';
import { executeParallel } from './parallel';
import { executeChoice, executeFail, executePass, executeSucceed, executeWait } from './simple';
import { executeTask } from './task';

type Execute = (run: Run, env: Environment, thread: Thread) => void;

const EXECUTE: Readonly<Record<StateType, Execute>> = {
  Pass: executePass,
  Task: executeTask,
  Choice: executeChoice,
  Wait: executeWait,
  Succeed: executeSucceed,
  Fail: executeFail,
  Parallel: executeParallel,
  Map: executeMap,
};

/** Executes the open state of a thread: for the first time, again after a retry interval, or again after a redrive. */
export function executeState(run: Run, env: Environment, thread: Thread): void {
  EXECUTE[openFrame(thread).state.Type](run, env, thread);
}
