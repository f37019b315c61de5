export { checkHistory, type CheckOptions, type HistoryProblem, type HistoryReport } from './checkHistory';
export type { HistoryEventLike, HistorySource } from './historyEvents';
export { printHistory, type PrintHistoryOptions } from './printHistory';
export { printRedrivePlan } from './printRedrivePlan';
export { redrivePlan, type RedrivePlan } from './redrivePlan';
export { historyRules } from './rules';
export type { PrintOptions } from '../model/table';
