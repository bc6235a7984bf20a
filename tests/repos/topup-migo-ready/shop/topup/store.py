from sqlalchemy import String, UniqueConstraint, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

from topup.settings import settings

engine = create_engine(settings.database_url)
Session = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class Card(Base):
    """A card of a customer, as far as we know it: Migo's id for it, and what the customer tells it by."""

    __tablename__ = "cards"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[str] = mapped_column(String(36))
    migo_card_id: Mapped[str] = mapped_column(String(64))
    brand: Mapped[str] = mapped_column(String(20))
    last_four: Mapped[str] = mapped_column(String(4))


class Topup(Base):
    __tablename__ = "topups"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    phone: Mapped[str] = mapped_column(String(12))
    price: Mapped[int]
    status: Mapped[str] = mapped_column(String(12), default="open")
    migo_uid: Mapped[str | None] = mapped_column(String(64))


class MigoEvent(Base):
    """A delivery that was taken. Migo's uid and status together name it."""

    __tablename__ = "migo_events"
    __table_args__ = (UniqueConstraint("uid", "status"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(20))
