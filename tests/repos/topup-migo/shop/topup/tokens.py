"""The token for Migo's API of saved cards."""

from topup.settings import settings


class Tokens:
    access = ""

    def login(self, client):
        answer = client.post(f"{settings.migo_api_url}/api/v1/auth/login", json={"user": settings.migo_user, "password": settings.migo_password})
        self.access = answer.json()["accessToken"]


tokens = Tokens()
