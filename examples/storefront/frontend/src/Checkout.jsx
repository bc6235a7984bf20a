import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { loadStripe } from '@stripe/stripe-js';
import { useEffect, useState } from 'react';

import { payWith, placeOrder, teas, walletsOnOffer } from './api.js';

function CardForm({ reference }) {
  const stripe = useStripe();
  const elements = useElements();

  async function pay(event) {
    event.preventDefault();
    await stripe.confirmPayment({
      elements,
      confirmParams: { return_url: `${window.location.origin}/thanks?order=${reference}` },
    });
  }

  return (
    <form onSubmit={pay}>
      <PaymentElement />
      <button disabled={!stripe}>Pay</button>
    </form>
  );
}

export function Checkout() {
  const [shelf, setShelf] = useState([]);
  const [wallets, setWallets] = useState([]);
  const [cart, setCart] = useState({});
  const [email, setEmail] = useState('');
  const [card, setCard] = useState(null);
  const [problem, setProblem] = useState('');

  useEffect(() => {
    teas().then(setShelf, () => setProblem('The shelf could not be loaded.'));
    walletsOnOffer().then(setWallets, () => setWallets([]));
  }, []);

  async function pay(method) {
    setProblem('');
    try {
      const { reference } = await placeOrder(email, cart);
      const started = await payWith(method, reference);
      if (started.checkout_url) window.location.assign(started.checkout_url);
      else setCard({ reference, clientSecret: started.client_secret, stripe: loadStripe(started.publishable_key) });
    } catch (error) {
      setProblem(error.message);
    }
  }

  if (card) {
    return (
      <Elements stripe={card.stripe} options={{ clientSecret: card.clientSecret }}>
        <CardForm reference={card.reference} />
      </Elements>
    );
  }
  return (
    <main>
      <h1>Ilaya Tea House</h1>
      {shelf.map((tea) => (
        <label key={tea.slug}>
          {tea.name}, PHP {(tea.price / 100).toFixed(2)}
          <input type="number" min="0" onChange={(e) => setCart({ ...cart, [tea.slug]: Number(e.target.value) })} />
        </label>
      ))}
      <input type="email" value={email} onChange={(e) => setEmail(e.target.value)} placeholder="you@mail.example" />
      <button onClick={() => pay('paymongo')}>{wallets.length ? wallets.join(', ') : 'GCash, GrabPay, QR Ph'}</button>
      <button onClick={() => pay('maya')}>Maya</button>
      <button onClick={() => pay('card')}>Card from abroad</button>
      {problem && <p role="alert">{problem}</p>}
    </main>
  );
}
