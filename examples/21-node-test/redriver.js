const { DescribeExecutionCommand, RedriveExecutionCommand, SFNClient } = require('@aws-sdk/client-sfn');

/** Redrives an execution and waits for its outcome. */
exports.recover = async function recover(executionArn, { pollEvery = 10_000 } = {}) {
  const client = new SFNClient({});
  await client.send(new RedriveExecutionCommand({ executionArn }));
  for (;;) {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return status;
    await new Promise((resolve) => setTimeout(resolve, pollEvery));
  }
};
