import { abuse } from './abuse';
import { failedOrder, serving } from './support';

test('whatever is sent, HTTP is answered, and refusals change nothing', async () => {
  const { sfn, executionArn } = failedOrder();
  const { url } = await serving(sfn, { requestTimeout: 500 });
  const visible = () => [sfn.execution(executionArn), sfn.history(executionArn), sfn.listStateMachines({})];
  const before = visible();
  const { statuses, unanswered } = await abuse(url, executionArn, { requests: 500, connections: 16 });
  expect(unanswered).toEqual([]);
  expect(statuses['200']).toBeGreaterThan(200);
  expect(visible()).toEqual(before);
});
