from sqlalchemy import String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

from topup.settings import settings

engine = create_engine(settings.database_url)
Session = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class Card(Base):
    """A card of a customer."""

    __tablename__ = "cards"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[str] = mapped_column(String(36))
    card_number: Mapped[str] = mapped_column(String(19))
    expiry: Mapped[str] = mapped_column(String(5))


class Topup(Base):
    __tablename__ = "topups"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    phone: Mapped[str] = mapped_column(String(12))
    email: Mapped[str] = mapped_column(String(120))
    price: Mapped[int]
    status: Mapped[str] = mapped_column(String(12), default="open")
    migo_uid: Mapped[str | None] = mapped_column(String(64))


class Payment(Base):
    """What a top-up brought in, for the bookkeeper."""

    __tablename__ = "payments"
    id: Mapped[int] = mapped_column(primary_key=True)
    topup: Mapped[int]
    amount: Mapped[int]
