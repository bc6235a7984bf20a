import http from "k6/http";

// The first hour of the Easter sale: 25 bookings a second.
export const options = { scenarios: { easter: { executor: "constant-arrival-rate", rate: 25, duration: "15m", preAllocatedVUs: 150 } } };

export default function () {
  const body = JSON.stringify({ booking: `LOAD-${__VU}-${__ITER}`, method: "spei" });
  http.post(`${__ENV.STAGING}/api/checkout`, body, { headers: { "Content-Type": "application/json" } });
}
