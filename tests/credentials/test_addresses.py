"""Which passwords in the addresses of databases are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.credentials import find
from golint.view import FileView

Look = Callable[..., FileView]

WORD = "harbour" + "-lantern-42"


@pytest.mark.parametrize(
    "address",
    [
        "mongodb+srv://till:{}@cluster0.q3x9p.mongodb.net/shop",
        "mongodb://till:{}@a.q3x9p.mongodb.net:27017,b.q3x9p.mongodb.net:27017/shop",
        "postgres://till:{}@rain.db.elephant.io/shop",
        "postgresql+psycopg2://till:{}@rain.db.elephant.io:5432/shop",
        "mysql+pymysql://till:{}@54.12.3.4/shop",
    ],
)
def test_a_password_of_a_database_that_can_be_reached_is_told_and_not_shown(look: Look, address: str) -> None:
    view = look("lib/db.ts", f'const DATABASE_URL = "{address.format(WORD)}";\n')
    (secret,) = find(view)
    assert (view.source.text(secret.span), secret.kind, secret.name, secret.masked) == (WORD, "database password", "DATABASE_URL", "****")


def test_it_goes_by_the_name_of_the_variable_that_it_stands_in_for(look: Look) -> None:
    (secret,) = find(
        look("lib/db.ts", f'connect(process.env.MONGODB_URI || "mongodb+srv://till:{WORD}@cluster0.q3x9p.mongodb.net/shop");\n')
    )
    assert secret.name == "MONGODB_URI"


@pytest.mark.parametrize(
    "address",
    [
        f"mongodb://till:{WORD}@localhost:27017/shop",
        f"postgres://till:{WORD}@db:5432/shop",
        f"postgres://till:{WORD}@10.0.0.7:5432/shop",
        f"postgres://till:{WORD}@db.shop.internal/shop",
        f"postgres://till:{WORD}@db.example.com/shop",
        f"mongodb+srv://till:{WORD}@cluster0.mongodb.net/shop",
        "mongodb+srv://till:<password>@cluster0.q3x9p.mongodb.net/shop",
        "mongodb+srv://till:password123@cluster0.q3x9p.mongodb.net/shop",
        "mongodb+srv://till:till@cluster0.q3x9p.mongodb.net/shop",
        "mongodb+srv://till:${PASSWORD}@cluster0.q3x9p.mongodb.net/shop",
        "mongodb+srv://%s:%s@cluster0.q3x9p.mongodb.net/shop",
        f"https://till:{WORD}@shop.io/",
    ],
)
def test_an_address_that_opens_nothing_is_none(look: Look, address: str) -> None:
    assert not find(look("lib/db.ts", f'const DATABASE_URL = "{address}";\n'))


def test_a_weak_password_opens_the_database_as_well(look: Look) -> None:
    assert find(look("lib/db.ts", f'connect("mongodb+srv://till:{"1" + "23"}@cluster0.q3x9p.mongodb.net/shop");\n'))
