from locust import HttpUser, constant_throughput, task


class Customer(HttpUser):
    """One of 300 customers on the evening of the fifteenth, when wages are paid."""

    wait_time = constant_throughput(0.1)

    @task
    def tops_up(self):
        self.client.post("/topups", json={"phone": "50255500117", "plan": "tigo-25"})
