import { ExecutionNotRedrivable, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { useRef, useState } from 'react';

interface Props {
  client: SFNClient;
  executionArn: string;
}

/**
 * Redrives an execution once. All clicks mean the same redrive, so they have the same client token; for the next failure, or
 * another execution, the page gives it another `key`.
 */
export function RedriveButton({ client, executionArn }: Props) {
  const clientToken = useRef(crypto.randomUUID());
  const [redriven, setRedriven] = useState(false);
  const [state, setState] = useState('failed');

  async function redrive(): Promise<void> {
    try {
      const command = new RedriveExecutionCommand({ executionArn, clientToken: clientToken.current });
      const { redriveDate } = await client.send(command);
      setRedriven(true);
      setState(`running since ${redriveDate!.toISOString()}`);
    } catch (error) {
      setState(error instanceof ExecutionNotRedrivable ? 'cannot be redriven' : 'unknown, please try again');
    }
  }

  return (
    <p>
      <button disabled={redriven} onClick={() => void redrive()}>
        Redrive
      </button>
      <output>{state}</output>
    </p>
  );
}
