import { operationNamed } from '../service/operations/operationTable';
import { callTable, stubNote } from './callTable';
import { callText, contrast, explain, type Matcher } from './matcher';
import { requireFake } from './received';

const isRead = (operation: string): boolean => operationNamed(operation)?.access === 'read';

/** The code under test has called nothing that changes something, whether it was accepted or not: a dry run. */
export const toHaveReceivedNoWrites: Matcher<[]> = (context, received) => {
  const fake = requireFake(received, 'toHaveReceivedNoWrites');
  const writes = fake.calls.filter(({ operation }) => !isRead(operation));
  const message = () =>
    explain(
      callText(context, 'sfn', 'toHaveReceivedNoWrites'),
      contrast(
        context,
        'only calls that read',
        writes.length === 0
          ? 'only calls that read'
          : [...new Set(writes.map(({ operation }) => operation))].join(', '),
        'a call that writes',
      ),
      callTable(fake),
      stubNote(fake),
    );
  return { pass: writes.length === 0, message };
};
