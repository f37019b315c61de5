import type { StateType } from '../definition/definition';
import type { Step } from '../engine/step';
import { executeMap } from './map';
import { executeParallel } from './parallel';
import { executeChoice, executeFail, executePass, executeSucceed, executeWait } from './simple';
import { executeTask } from './task';

type Execute = (step: Step) => void;

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

/** Executes the open state: for the first time, again after a retry interval, or again after a redrive. */
export function executeState(step: Step): void {
  EXECUTE[step.frame.state.Type](step);
}
