from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    stripe_secret_key: str
    stripe_webhook_secret: str
    public_url: str = "http://localhost:8000"


settings = Settings()
