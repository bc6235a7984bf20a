from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str
    redis_url: str
    public_url: str = "http://localhost:8000"
    migo_api_url: str
    migo_token: str
    migo_client: str
    migo_addresses: frozenset[str]


settings = Settings()
