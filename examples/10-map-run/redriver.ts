import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  RedriveExecutionCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';

/** Redrives what an execution belongs to: of a child of a Map Run, the execution that has started the Map Run. */
export async function redrive(client: SFNClient, executionArn: string): Promise<string> {
  const { mapRunArn } = await client.send(new DescribeExecutionCommand({ executionArn }));
  if (mapRunArn !== undefined) {
    const mapRun = await client.send(new DescribeMapRunCommand({ mapRunArn }));
    return redrive(client, mapRun.executionArn!);
  }
  await client.send(new RedriveExecutionCommand({ executionArn }));
  return executionArn;
}
