import { ExecutionNotRedrivable, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { useRef, useState } from 'react';

interface Props {
  client: SFNClient;
  executionArn: string;
}

/** Redrives an execution. A second click means the same redrive as the first: it has the same client token. */
export function RedriveButton({ client, executionArn }: Props) {
  const clientToken = useRef(crypto.randomUUID());
  const [state, setState] = useState('failed');

  async function redrive(): Promise<void> {
    try {
      const command = new RedriveExecutionCommand({ executionArn, clientToken: clientToken.current });
      const { redriveDate } = await client.send(command);
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
