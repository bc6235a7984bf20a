const PAYMONGO = 'https://api.paymongo.com/v1';

export class ApiError extends Error {}

async function send(path, body) {
  const answer = await fetch(`/api${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(30000),
  });
  const data = await answer.json();
  if (!answer.ok) throw new ApiError(data.error ?? 'Something went wrong. Please try again.');
  return data;
}

export const teas = () => send('/teas/');
export const placeOrder = (email, cart) => send('/orders/', { email, cart });
export const orderStatus = (reference) => send(`/orders/${reference}/`);
export const payWith = (method, reference) => send(`/orders/${reference}/pay/${method}/`, {});

export async function walletsOnOffer() {
  const key = btoa(`${import.meta.env.VITE_PAYMONGO_PUBLIC_KEY}:`);
  const answer = await fetch(`${PAYMONGO}/merchants/capabilities/payment_methods`, {
    headers: { Authorization: `Basic ${key}` },
    signal: AbortSignal.timeout(10000),
  });
  return answer.ok ? answer.json() : [];
}
