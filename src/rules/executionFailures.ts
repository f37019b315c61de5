/** Causes with which the service itself fails a state or an execution. */
export const failureCauses = {
  noChoiceMatched: 'Failed to transition out of the state. The state does not point to a next state.',
  historyFull: 'The execution reached the maximum number of history events (25000).',
  machineDeleted: (name: string) => `State machine ${name} has been deleted`,
} as const;
