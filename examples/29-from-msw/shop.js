import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';

export const SHOP = 'https://shop.example.com/orders';

/** The shop's own service knows which execution an order is. */
export async function orderNamed(name) {
  const response = await fetch(`${SHOP}/${name}`);
  return response.json();
}

export async function markOrder(name, state) {
  await fetch(`${SHOP}/${name}`, { method: 'PUT', body: JSON.stringify({ state }) });
}

export async function waitFor(client, executionArn) {
  for (;;) {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return status;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
