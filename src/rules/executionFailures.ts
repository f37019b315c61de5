import type { Rule } from './rule';

/** Causes with which the service itself fails a state or an execution. */
export const failureCauses = {
  noChoiceMatched: 'Failed to transition out of the state. The state does not point to a next state.',
  historyFull: 'The execution reached the maximum number of history events (25000).',
  machineDeleted: (name: string) => `State machine ${name} has been deleted`,
} as const;

const FAILURE = 'src/asl/engine/failure.ts';
const ADVANCE = 'src/asl/engine/advance.ts';
const REPORTED = 'Reported as measured on the real service; not among the recordings that the kit is held against.';

/** How states and executions fail without a task, a Fail state or a user to fail them. */
export const executionFailureRules: readonly Rule[] = [
  {
    id: 'failure.runtime-ends-execution',
    says: 'States.Runtime ends the execution wherever it occurs: ExecutionFailed comes next, no branch, iteration or container is told to have failed or aborted.',
    evidence: 'assumed',
    reason: REPORTED,
    source: 'measured-branch-failures',
    where: FAILURE,
  },
  {
    id: 'failure.own-data-limit',
    says: 'A state whose own output is too large ends the execution as States.Runtime does, with States.DataLimitExceeded.',
    evidence: 'assumed',
    reason: 'Recorded outside of branches and iterations only; there both look the same.',
    source: 'recorded-histories',
    where: FAILURE,
  },
  {
    id: 'failure.no-choice-matched',
    says: `A Choice without a matching rule and without Default fails with States.Runtime: ${failureCauses.noChoiceMatched}`,
    evidence: 'assumed',
    reason: REPORTED,
    source: 'measured-branch-failures',
    where: 'src/asl/states/simple.ts',
  },
  {
    id: 'failure.container-output',
    says: 'A Parallel or Map has succeeded, and says so, before its output is computed.',
    evidence: 'assumed',
    reason: REPORTED,
    source: 'measured-branch-failures',
    where: 'src/asl/engine/containers.ts',
  },
  {
    id: 'failure.catcher-output',
    says: 'A catcher whose own fields cannot be evaluated fails its state for good: EvaluationFailed hangs on what the state had come to before it failed, and a Parallel or Map says a second time that it failed.',
    evidence: 'assumed',
    reason: REPORTED,
    source: 'measured-branch-failures',
    where: FAILURE,
  },
  {
    id: 'failure.history-full',
    says: `A history that is full ends the execution with its last event: ${failureCauses.historyFull}`,
    evidence: 'assumed',
    reason: 'The text is reported; the error that comes with it is not.',
    source: 'service-quotas',
    where: ADVANCE,
  },
  {
    id: 'failure.express-loop',
    says: 'An Express execution has no limit of events; one that enters state after state without an end times out.',
    evidence: 'assumed',
    reason:
      'On AWS an endless loop runs into the five minutes of an Express execution; in the fake no time passes in it.',
    source: 'service-quotas',
    where: 'src/asl/engine/transitions.ts',
  },
  {
    id: 'failure.machine-deleted',
    says: `An execution of a state machine that is being deleted fails at its next transition, with States.Runtime: ${failureCauses.machineDeleted('<name>')}`,
    evidence: 'recorded',
    source: 'recorded-deletion',
    where: ADVANCE,
  },
];
