"""The pair of tokens for Migo's API of saved cards, shared by all workers."""

import redis

from topup.settings import settings

store = redis.Redis.from_url(settings.redis_url, decode_responses=True)


class Tokens:
    @property
    def access(self):
        return store.get("migo:access")

    def refresh(self, client):
        """A refresh token works once: the new pair takes the place of the old one, and workers take turns."""
        with store.lock("migo:refresh", timeout=30):
            answer = client.post(f"{settings.migo_api_url}/api/v1/auth/refresh", json={"refreshToken": store.get("migo:refresh-token")})
            pair = answer.raise_for_status().json()["data"]
            store.mset({"migo:access": pair["accessToken"], "migo:refresh-token": pair["refreshToken"]})


tokens = Tokens()
