/**
 * Shows: node:test, without Jest: a fake that is opened and closed by hand, matchers as plain assertions.
 */
const assert = require('node:assert/strict');
const { afterEach, beforeEach, test } = require('node:test');
const { failedExecution, openFakeStepFunctions } = require('redrive-testkit');
const { assertThat } = require('redrive-testkit/matchers');
const { recover } = require('./redriver.js');

let fake;
beforeEach(() => (fake = openFakeStepFunctions()));
afterEach(() => fake.close());

test('a failed execution recovers', async () => {
  const order = fake.sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard' }));

  assert.equal(await recover(order.executionArn, { pollEvery: 10 }), 'SUCCEEDED');

  assertThat(fake.sfn).toHaveRedriven(order, { times: 1 });
  assertThat(fake.sfn.history(order)).toResumeAt('ChargeCard');
});
