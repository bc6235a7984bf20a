import sqlite3
from contextlib import closing


def _open():
    return sqlite3.connect("donations.db")


def open_donation(reference, amount):
    with closing(_open()) as db, db:
        db.execute("insert into donation (reference, amount, status) values (?, ?, 'pending')", (reference, amount))


def mark_received(reference, amount):
    with closing(_open()) as db, db:
        db.execute(
            "update donation set status = 'received', received = ? where reference = ? and status = 'pending'", (amount, reference)
        )
