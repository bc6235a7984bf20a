import { useState } from "react";
import { HyperElements } from "@juspay-tech/react-hyper-js";
import { loadHyper } from "@juspay-tech/hyper-js";
import { PayForm } from "./PayForm";
import { appearance } from "./theme";

type Started = { order: string; clientSecret: string; publishableKey: string };

export function Checkout({ house, seats }: { house: string; seats: string[] }) {
  const [started, setStarted] = useState<Started | null>(null);
  const [problem, setProblem] = useState("");

  async function start() {
    const answer = await fetch("/api/orders", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ house, seats }) });
    const body = await answer.json();
    if (!answer.ok) return setProblem(body.message);
    setStarted(body);
  }

  if (!started) {
    return (
      <section>
        <button className="primary" onClick={start}>Buy {seats.length} tickets</button>
        {problem && <p role="alert">{problem}</p>}
      </section>
    );
  }
  return (
    <HyperElements hyper={loadHyper(started.publishableKey)} options={{ clientSecret: started.clientSecret, appearance }}>
      <PayForm />
    </HyperElements>
  );
}
