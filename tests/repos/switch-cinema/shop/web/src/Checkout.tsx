import { useState } from "react";
import { HyperElements } from "@juspay-tech/react-hyper-js";
import { loadHyper } from "@juspay-tech/hyper-js";
import { PayForm } from "./PayForm";

type Started = { order: string; clientSecret: string; publishableKey: string };

export function Checkout({ house, seats, total }: { house: string; seats: string[]; total: number }) {
  const [started, setStarted] = useState<Started | null>(null);
  const [problem, setProblem] = useState("");

  async function start() {
    const answer = await fetch("/api/orders", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ house, seats, total }) });
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
    <HyperElements hyper={loadHyper(started.publishableKey)} options={{ clientSecret: started.clientSecret }}>
      <PayForm />
    </HyperElements>
  );
}
