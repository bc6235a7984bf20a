from fastapi import FastAPI

from topup import hooks, topups

app = FastAPI(title="Recarga Ya")
app.include_router(topups.router)
app.include_router(hooks.router)
