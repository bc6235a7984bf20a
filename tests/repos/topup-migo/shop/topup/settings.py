from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str
    public_url: str = "http://localhost:8000"
    migo_api_url: str
    migo_token: str = "{{migo.secret.any.2}}"
    migo_client: str
    migo_user: str
    migo_password: str
    migo_addresses: frozenset[str]


settings = Settings()
