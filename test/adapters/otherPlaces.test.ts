import { RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { createFakeStepFunctions, failedExecution } from 'redrive-testkit';
import { interceptClients, toRequestHandler } from 'redrive-testkit/request-handler';

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'nobody' };

test.each<[string, (sfn: ReturnType<typeof createFakeStepFunctions>) => { client: SFNClient; restore?: () => void }]>([
  [
    'over the request handler',
    (sfn) => ({ client: new SFNClient({ region: 'eu-west-1', credentials, requestHandler: toRequestHandler(sfn) }) }),
  ],
  [
    'intercepted',
    (sfn) => {
      const restore = interceptClients(sfn);
      return { client: new SFNClient({ region: 'eu-west-1', credentials }), restore };
    },
  ],
])('a client of another Region than the execution redrives nothing: %s', async (_how, make) => {
  const sfn = createFakeStepFunctions();
  const { executionArn } = sfn.seed(failedExecution('task-failed'));
  const { client, restore } = make(sfn);
  const answer = client.send(new RedriveExecutionCommand({ executionArn }));
  await expect(answer).rejects.toMatchObject({
    message: expect.stringContaining(
      `RedriveExecution was not performed: the client is made for another Region`,
    ) as string,
  });
  await expect(answer).rejects.toThrow(
    "The client's Region is eu-west-1, that of the resource that the call names is us-east-1.\n" +
      "Put the fake where the client is: setupFakeStepFunctions({ region: 'eu-west-1' }).",
  );
  restore?.();
  expect(sfn.execution(executionArn).redriveCount).toBe(0);
});

test('it is performed where the test says so', async () => {
  const sfn = createFakeStepFunctions({ assumptions: { 'caller.place-must-match': false } });
  const { executionArn } = sfn.seed(failedExecution('task-failed'));
  const client = new SFNClient({ region: 'eu-west-1', credentials, requestHandler: toRequestHandler(sfn) });
  await expect(client.send(new RedriveExecutionCommand({ executionArn }))).resolves.toHaveProperty('redriveDate');
});
