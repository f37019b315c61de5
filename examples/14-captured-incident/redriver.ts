import { DescribeExecutionCommand, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** Errors that time heals. */
const TRANSIENT = /^(States\.Timeout|Lambda\.TooManyRequestsException|Sandbox\.Timedout)$/;

/** Redrives an execution whose failure was transient; answers what the ticket should say. */
export async function triage(client: SFNClient, executionArn: string): Promise<string> {
  const { error = 'unknown', cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
  const message = messageOf(cause);
  if (!TRANSIENT.test(error)) return `not redriven: ${error} ${message}`;
  await client.send(new RedriveExecutionCommand({ executionArn }));
  return `redriven after ${error} ${message}`.trimEnd();
}

/** Lambda reports JSON, other services text, and a timeout has no cause at all. */
function messageOf(cause = ''): string {
  try {
    return (JSON.parse(cause) as { errorMessage?: string }).errorMessage ?? cause;
  } catch {
    return cause;
  }
}
