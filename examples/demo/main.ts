import { SFNClient, type SFNClientConfig } from '@aws-sdk/client-sfn';
import { hours, printHistory, printRedrivePlan, redrivePlan } from 'redrive-testkit';
import { toRequestHandler } from 'redrive-testkit/request-handler';
import { createOrders } from './orders';
import { heading, table } from './print';
import { recoverOrders } from './recoverOrders';
import { showRefusals } from './refusals';
import { showReplay } from './replay';

async function main(): Promise<void> {
  const { sfn, stateMachineArn, courierDown, all } = createOrders();
  const configuration: SFNClientConfig = {
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    // The only line by which a client in a test differs from the one in production.
    requestHandler: toRequestHandler(sfn),
  };
  // What the SDK has to say about older versions of Node would stand in the middle of a table.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const client = new SFNClient(configuration);

  heading('Five orders, some of them unsuccessful');
  const statusOf = ({ executionArn }: { executionArn: string }): string[] => {
    const { name, status, stopDate, error = '', redriveStatus } = sfn.execution(executionArn);
    return [name!, status!, stopDate!.toISOString(), error, redriveStatus!];
  };
  table(['order', 'status', 'stopped', 'error', 'redriveStatus'], all.map(statusOf));

  heading('The history of one of them, before');
  console.log(printHistory(sfn.history(courierDown)));
  heading('What a redrive of it would do');
  console.log(printRedrivePlan(redrivePlan(sfn.history(courierDown))));

  sfn.clock.advanceBy(hours(2));
  heading('Two hours later: recoverOrders(client, stateMachineArn): list, describe, redrive, wait');
  const recoveries = await recoverOrders(client, stateMachineArn, { pollEvery: 1 });
  table(
    ['order', 'outcome', 'reason'],
    recoveries.map(({ name, outcome, reason = '' }) => [name, outcome, reason]),
  );

  heading(`The ${sfn.calls.length} calls that it made`);
  console.log(String(sfn.calls));

  heading('The same history, after');
  console.log(printHistory(sfn.history(courierDown)));

  heading('A lost response, and a client token that is used again');
  await showReplay(client, sfn);

  heading('What AWS refuses, as the SDK throws it');
  // One attempt, so that nobody waits until the SDK gives up on a throttled call.
  await showRefusals(new SFNClient({ ...configuration, maxAttempts: 1 }), sfn);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
