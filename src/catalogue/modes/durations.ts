import { minutes, seconds } from '../../time/duration';

/** How long things take in executions of the catalogue, in milliseconds: plausible, and nobody's measurement. */
export const takes = {
  step: seconds(0.35),
  failure: seconds(1.2),
  beforeAStop: seconds(20),
  betweenRedrives: minutes(5),
  sinceTheStop: minutes(1),
} as const;
