import { useState, type FormEvent } from "react";
import { UnifiedCheckout, useHyper, useWidgets } from "@juspay-tech/react-hyper-js";

export function PayForm() {
  const hyper = useHyper();
  const widgets = useWidgets();
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  async function pay(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const { error } = await hyper.confirmPayment({ widgets, confirmParams: { return_url: `${location.origin}/payment/return` } });
    setBusy(false);
    if (error) setProblem(error.message ?? "The payment did not work. Please try another card.");
  }

  return (
    <form onSubmit={pay}>
      <UnifiedCheckout id="unified-checkout" />
      <button className="primary wide" disabled={busy}>Pay now</button>
      {problem && <p role="alert">{problem}</p>}
    </form>
  );
}
