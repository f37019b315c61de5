import * as sdk from '@aws-sdk/client-sfn';

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'abuse' };

/** One client for all: making one takes longer than most of what is done with it. */
export const client = new sdk.SFNClient({ region: 'us-east-1', credentials });

type Command = Parameters<typeof client.send>[0];

export function commandOf(operation: string, input: object): Command {
  const commands = sdk as unknown as Record<string, new (input: object) => Command>;
  return new commands[`${operation}Command`]!(input);
}

/** An answer without what belongs to its way: dates as the wire has them, no metadata, no types. */
export function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const own = Object.entries(value).filter(
    ([name, member]) => member !== undefined && name !== '$metadata' && name !== '__type',
  );
  return Object.fromEntries(own.map(([name, member]) => [name, plain(member)]).sort(([a], [b]) => (a! < b! ? -1 : 1)));
}
