import httpx
import pytest
from fastapi.testclient import TestClient

from topup import migo
from topup.main import app
from topup.store import Base, Session, Topup, engine


@pytest.fixture
def shop():
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    return TestClient(app)


@pytest.fixture
def migo_answers(monkeypatch):
    """Lets Migo answer with these contents, one after the other."""

    def answer(*contents):
        left = iter(contents)
        transport = httpx.MockTransport(lambda request: httpx.Response(200, json=next(left)))
        monkeypatch.setattr(migo, "client", httpx.Client(transport=transport))

    return answer


@pytest.fixture
def topup(shop):
    with Session.begin() as session:
        session.add(Topup(number="RY-1", phone="50255500117", price=2_500, migo_uid="tx-1"))
    return lambda: Session().query(Topup).one()
