export { callSequences, failureModes, faults } from './calls';
export type { CallSequenceOptions, ConsumerStep, ServiceFault } from './calls';
export { histories, historyOf } from './courses';
export type { HistoryCourse, HistoryOptions } from './courses';
export { taskOutcomes, taskScripts } from './scripts';
export type { TaskScriptOptions } from './scripts';
export { workflows } from './workflows';
export type { Workflow, WorkflowOptions } from './workflows';
