'use client';

import { loadStripe } from '@stripe/stripe-js';

const stripe = loadStripe(process.env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY!);

export default function Pay({ order }: { order: string }) {
  async function pay() {
    const answer = await fetch(`${process.env.NEXT_PUBLIC_API_URL}/orders/${order}/pay`, { method: 'POST' });
    const { session } = await answer.json();
    const { error } = await (await stripe)!.redirectToCheckout({ sessionId: session });
    if (error) alert(error.message);
  }
  return <button onClick={pay}>Bayad</button>;
}
