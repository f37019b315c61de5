import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';

/** What an abuse came to: answers by status, and requests that should have been answered and were not. */
export interface Abused {
  readonly statuses: Readonly<Record<string, number>>;
  readonly unanswered: readonly string[];
}

interface World {
  readonly url: string;
  readonly executionArn: string;
  readonly agent: Agent;
}

type Status = string | undefined;

/** Sends something; answers the status that came back. */
type Abuse = (world: World) => Promise<Status>;

/** Nothing takes as long; what does is left without an answer. */
const LONGEST_WAIT = 60_000;

const target = (operation: string): Record<string, string> => ({ 'x-amz-target': `AWSStepFunctions.${operation}` });

function send({ url, agent }: World, headers: object, body: string | Uint8Array, path = '/'): Promise<Status> {
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', agent, path, headers: { ...headers } }, (response) => {
      response.resume().on('end', () => resolve(String(response.statusCode)));
      response.on('error', ({ code }: Error & { code?: string }) => resolve(code));
    });
    // What became of it is part of the verdict.
    sent.on('error', ({ code, message }: Error & { code?: string }) => resolve(code ?? message));
    sent.setTimeout(LONGEST_WAIT, () => sent.destroy(new Error('nothing for a minute')));
    sent.end(body);
  });
}

/** Writes bytes to a connection of its own, and answers the statuses that came until it was closed or `after` says enough. */
function raw({ url }: World, text: string, { hangUp = false, answers = 1 } = {}): Promise<Status> {
  const { port, hostname } = new URL(url);
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(text, () => hangUp && socket.resetAndDestroy());
    });
    const statuses = (): string[] => [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status!);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (statuses().length >= answers) socket.end();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(statuses().join(' ') || undefined));
  });
}

const large = 'x'.repeat(1_100_000);
const bomb = gzipSync(Buffer.alloc(20_000_000));
const head = (length: number | string, operation = 'DescribeExecution'): string =>
  `POST / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-amz-target: AWSStepFunctions.${operation}\r\ncontent-length: ${length}\r\n\r\n`;

/** By name: how often of a hundred thousand, what it is, and what HTTP entitles it to; nothing where the client hangs up. */
const ABUSES: Readonly<Record<string, readonly [share: number, abuse: Abuse, expected: Status]>> = {
  'a read': [
    40_000,
    (world) => send(world, target('DescribeExecution'), JSON.stringify({ executionArn: world.executionArn })),
    '200',
  ],
  'a zipped read': [
    5_000,
    (world) =>
      send(
        world,
        { ...target('DescribeExecution'), 'content-encoding': 'gzip' },
        gzipSync(JSON.stringify({ executionArn: world.executionArn })),
      ),
    '200',
  ],
  'a chunked read': [
    5_000,
    (world) =>
      send(
        world,
        { ...target('DescribeExecution'), 'transfer-encoding': 'chunked' },
        JSON.stringify({ executionArn: world.executionArn }),
      ),
    '200',
  ],
  'a refusal': [
    15_000,
    (world) => send(world, target('RedriveExecution'), JSON.stringify({ executionArn: `${world.executionArn}x` })),
    '400',
  ],
  'no JSON': [5_000, (world) => send(world, target('RedriveExecution'), '{"executionArn":'), '400'],
  'no UTF-8': [2_000, (world) => send(world, target('RedriveExecution'), new Uint8Array([0x7b, 0xff, 0xfe])), '400'],
  'no operation': [5_000, (world) => send(world, target('__proto__'), '{}'), '400'],
  'no gzip': [
    3_000,
    (world) => send(world, { ...target('RedriveExecution'), 'content-encoding': 'gzip' }, 'plain'),
    '400',
  ],
  'a foreign host': [
    3_000,
    (world) => send(world, { ...target('RedriveExecution'), host: 'evil.example' }, '{}'),
    '403',
  ],
  'a foreign origin': [
    3_000,
    (world) => send(world, { ...target('RedriveExecution'), origin: 'http://evil.example' }, '{}'),
    '403',
  ],
  'misuse of the control interface': [
    3_000,
    (world) => send(world, {}, '{"mode":"nothing"}', '/_redrive-testkit/seed'),
    '400',
  ],
  'too large': [200, (world) => send(world, target('RedriveExecution'), large), '413'],
  'a bomb': [100, (world) => send(world, { ...target('RedriveExecution'), 'content-encoding': 'gzip' }, bomb), '413'],
  'no HTTP': [2_000, (world) => raw(world, 'hello\r\n\r\n'), '400'],
  'a wrong length': [1_500, (world) => raw(world, head('-1')), '400'],
  'three at once': [1_500, (world) => raw(world, `${head(2)}{}`.repeat(3), { answers: 3 }), '400 400 400'],
  'a head that breaks off': [2_500, (world) => raw(world, head(2).slice(0, 60), { hangUp: true }), undefined],
  'a body that breaks off': [2_500, (world) => raw(world, `${head(100)}{"a`, { hangUp: true }), undefined],
  'an answer that nobody reads': [700, (world) => raw(world, `${head(2)}{}`, { hangUp: true }), undefined],
  'a slow head': [5, (world) => raw(world, head(2).slice(0, 60)), '408'],
  'a slow body': [5, (world) => raw(world, `${head(100)}{"a`), '408'],
};

/** A fixed shuffle: every run sends the same. */
function sequence(requests: number): string[] {
  const all = Object.entries(ABUSES).flatMap(([name, [share]]) =>
    Array.from({ length: Math.max(1, Math.round((share * requests) / 100_000)) }, () => name),
  );
  let state = 1;
  for (let at = all.length - 1; at > 0; at -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (at + 1);
    [all[at], all[other]] = [all[other]!, all[at]!];
  }
  return all;
}

/** Abuses a server over so many connections at once. */
export async function abuse(
  url: string,
  executionArn: string,
  {
    requests,
    connections,
    onThousand = () => undefined,
  }: { requests: number; connections: number; onThousand?: (sent: number) => void },
): Promise<Abused> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const world = { url, executionArn, agent };
  const all = sequence(requests);
  const statuses: Record<string, number> = {};
  const unanswered: string[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < all.length) {
      const name = all[next]!;
      next += 1;
      if (next % 1_000 === 0) onThousand(next);
      const [, send, expected] = ABUSES[name]!;
      const status = await send(world);
      statuses[status ?? 'none'] = (statuses[status ?? 'none'] ?? 0) + 1;
      if (expected !== undefined && status !== expected) unanswered.push(`${name}: ${status ?? 'no answer'}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return { statuses, unanswered };
}
