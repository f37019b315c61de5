import { assertThat } from '../../src/matchers';
import '../../src/matchers/register/jest';

/** Compiled, never called: what the types allow. */
export function typesOfTheMatchers(): void {
  expect(1).toHaveRedriven({ executionArn: 'arn' }, { times: 1, clientToken: 'token-1' });
  expect(1).not.toBeRedrivable({ reason: expect.stringContaining('period') });
  expect(1).toContainHistoryEvents(['TaskFailed', { type: 'TaskFailed', error: 'Card.Declined', cause: /no/ }]);
  // @ts-expect-error there is no such option
  expect(1).toHaveRedriven('arn', { time: 1 });
  // @ts-expect-error there is no such status
  expect(1).toHaveStatus('BROKEN');
  // @ts-expect-error there is no such event
  expect(1).toContainHistoryEvents(['TaskFaild']);
  // @ts-expect-error there is no such option
  assertThat(1).toResumeAt('ChargeCard', { attempt: 1 });
}
