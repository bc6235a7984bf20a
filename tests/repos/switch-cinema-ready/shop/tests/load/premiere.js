import http from "k6/http";
import { check } from "k6";

// The evening on which a big film opens its sale: 40 orders a second, where an ordinary Friday has 3.
export const options = { scenarios: { premiere: { executor: "constant-arrival-rate", rate: 40, duration: "10m", preAllocatedVUs: 200 } } };

export default function () {
  const order = JSON.stringify({ house: "tegucigalpa-1", seats: [`${__VU}-${__ITER}`] });
  const answer = http.post(`${__ENV.STAGING}/api/orders`, order, { headers: { "Content-Type": "application/json" } });
  check(answer, { "has started": (it) => it.status === 200 });
}
