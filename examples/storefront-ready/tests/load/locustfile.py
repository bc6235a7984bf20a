from locust import HttpUser, constant_throughput, task


class TeaLover(HttpUser):
    """One of 200 customers in the hour in which the first flush goes on sale; run it against staging."""

    wait_time = constant_throughput(0.2)

    @task
    def orders_and_pays(self):
        order = self.client.post("/api/orders/", json={"email": "load@mail.example", "cart": {"sencha": 1}}).json()
        self.client.post(f"/api/orders/{order['reference']}/pay/paymongo/", name="/api/orders/[reference]/pay/paymongo/")
