import { ExecutionNotRedrivable, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { useState } from 'react';

interface Props {
  client: SFNClient;
  executionArn: string;
}

/** Thinks that people click once. Each click gets a client token of its own, and the slowest answer is shown. */
export function NaiveRedriveButton({ client, executionArn }: Props) {
  const [state, setState] = useState('failed');

  async function redrive(): Promise<void> {
    try {
      const { redriveDate } = await client.send(new RedriveExecutionCommand({ executionArn }));
      setState(`running since ${redriveDate!.toISOString()}`);
    } catch (error) {
      setState(error instanceof ExecutionNotRedrivable ? 'cannot be redriven' : 'unknown, please try again');
    }
  }

  return (
    <p>
      <button onClick={() => void redrive()}>Redrive</button>
      <output>{state}</output>
    </p>
  );
}
