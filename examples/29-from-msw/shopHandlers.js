import { http, HttpResponse } from 'msw';
import { SHOP } from './shop.js';

/** What the shop knows: the execution of each order, and what became of it. */
export const orders = new Map();

/** Handlers of the team's own, which stay as they are in every step. */
export const shopHandlers = [
  http.get(`${SHOP}/:name`, ({ params }) => HttpResponse.json(orders.get(String(params.name)))),
  http.put(`${SHOP}/:name`, async ({ params, request }) => {
    const name = String(params.name);
    orders.set(name, { ...orders.get(name), ...(await request.json()) });
    return new HttpResponse(null, { status: 204 });
  }),
];
