export { checkHistory, type CheckOptions, type HistoryProblem, type HistoryReport } from './checkHistory';
export type { HistoryEventLike, HistorySource } from './historyEvents';
export { printHistory, type PrintHistoryOptions } from './printHistory';
export { printRedrivePlan } from './printRedrivePlan';
export {
  redrivePlan,
  type FreshIteration,
  type KeptState,
  type PlannedState,
  type RedriveAction,
  type RedrivePlan,
  type RerunState,
  type StatePath,
} from './redrivePlan';
export { historyRules } from './rules';
export type { PrintOptions } from './table';
