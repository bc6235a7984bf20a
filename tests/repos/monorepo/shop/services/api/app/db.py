import os

import asyncpg


class Orders:
    def __init__(self, pool):
        self._pool = pool

    async def find(self, reference):
        return await self._pool.fetchrow("select * from orders where reference = $1", reference)

    async def mark_paid(self, reference, amount, currency):
        await self._pool.execute(
            "update orders set status = 'paid' where reference = $1 and total = $2 and currency = $3 and status = 'pending'",
            reference,
            amount,
            currency,
        )


async def get_orders():
    return Orders(await asyncpg.create_pool(os.environ["DATABASE_URL"]))
