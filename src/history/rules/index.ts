import { dataFlowRules } from './dataFlow';
import { failureRules } from './failures';
import type { HistoryRule } from './historyRule';
import { mapRunRules } from './mapRuns';
import { mapRules } from './maps';
import { memberRules } from './members';
import { numberingRules } from './numbering';
import { parallelRules } from './parallel';
import { redriveRules } from './redrives';
import { stateRules } from './states';
import { taskRules } from './tasks';

/** Every invariant of the histories that AWS writes, in the order in which they are reported. */
export const historyRules: readonly HistoryRule[] = [
  ...numberingRules,
  ...memberRules,
  ...stateRules,
  ...taskRules,
  ...parallelRules,
  ...mapRules,
  ...mapRunRules,
  ...failureRules,
  ...redriveRules,
  ...dataFlowRules,
];

/** The rules by the event type that they are about. */
export function rulesByType(types: readonly string[]): ReadonlyMap<string, readonly HistoryRule[]> {
  return new Map(
    types.map((type) => [type, historyRules.filter((rule) => rule.types === undefined || rule.types.includes(type))]),
  );
}
