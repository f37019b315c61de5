import { toBeRedrivable } from './toBeRedrivable';
import { toBeRedriveSafe } from './toBeRedriveSafe';
import { toBeValidHistory } from './toBeValidHistory';
import { toContainHistoryEvents } from './toContainHistoryEvents';
import { toHaveFailedAt } from './toHaveFailedAt';
import { toHaveReceived } from './toHaveReceived';
import { toHaveReceivedNoWrites } from './toHaveReceivedNoWrites';
import { toHaveRedriven } from './toHaveRedriven';
import { toHaveRedrivenOnly } from './toHaveRedrivenOnly';
import { toHaveReplayedToken } from './toHaveReplayedToken';
import { toHaveStatus } from './toHaveStatus';
import { toResumeAt } from './toResumeAt';

/** The cores by the names under which they are called. */
export const cores = {
  toBeRedrivable,
  toBeRedriveSafe,
  toBeValidHistory,
  toContainHistoryEvents,
  toHaveFailedAt,
  toHaveReceived,
  toHaveReceivedNoWrites,
  toHaveRedriven,
  toHaveRedrivenOnly,
  toHaveReplayedToken,
  toHaveStatus,
  toResumeAt,
};

export type MatcherName = keyof typeof cores;
export const matcherNames = Object.keys(cores) as MatcherName[];
