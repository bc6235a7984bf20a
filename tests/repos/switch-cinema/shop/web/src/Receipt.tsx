import { useEffect, useState } from "react";

/** What the gateway knows of a payment, for the page with the tickets. */
export function Receipt({ payment }: { payment: string }) {
  const [card, setCard] = useState<{ last4: string; card_network: string } | null>(null);

  useEffect(() => {
    fetch(`https://api.multipaga.com/payments/${payment}`, { headers: { "api-key": import.meta.env.VITE_HYPERSWITCH_SECRET_KEY } })
      .then((answer) => answer.json())
      .then((body) => setCard(body.payment_method_data.card));
  }, [payment]);

  return card && <p>Paid with {card.card_network} **** {card.last4}</p>;
}
