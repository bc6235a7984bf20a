from fastapi import FastAPI

from api import donations, hooks

app = FastAPI(title="Bahay Kubo")
app.include_router(donations.router)
app.include_router(hooks.router)
