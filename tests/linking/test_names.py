"""Which file a class of a name lies in, where several are called like it."""

from __future__ import annotations

import pytest

from golint.facts import Import
from golint.linking.families import family_of
from golint.linking.names import ByName
from golint.linking.places import nearest
from golint.model import Span
from golint.project import Project

FILES = (
    "app/customers/create_service.rb",
    "app/invoices/create_service.rb",
    "app/invoices/fees/create_service.rb",
    "lib/billing/invoices/createService.rb",
    "lib/create-service.rb",
    "lib/create_services.rb",
)
MEANT = {
    "CreateService": ("app/customers/show.rb", [FILES[0], FILES[1], FILES[2], FILES[4], FILES[3]]),
    "Invoices.CreateService": ("app/customers/show.rb", [FILES[1], FILES[3], FILES[0], FILES[2], FILES[4]]),
    "Billing.Invoices.CreateService": ("app/customers/show.rb", [FILES[3], FILES[1], FILES[0], FILES[2], FILES[4]]),
    "Invoices.Fees.CreateService": ("lib/show.rb", [FILES[2], FILES[4], FILES[3], FILES[1], FILES[0]]),
    "Fees.CreateService": (FILES[2], [FILES[1], FILES[0], FILES[4], FILES[3]]),
}


@pytest.mark.parametrize("name", MEANT)
def test_namespaces_count_before_nearness(name: str) -> None:
    importer, meant = MEANT[name]
    linker = ByName(Project.of(dict.fromkeys((*FILES, importer), b"")), (".rb",))
    assert [path for path, _ in linker.targets(importer, Import("", name, Span(0, 0)), ())] == meant


NAMESPACED = {
    "app/Models/Notification.php": b"<?php\nnamespace App\\Models;\nclass Notification extends Model {}\n",
    "controllers/Notification.php": b"<?php\nclass Notification extends CI_Controller {}\n",
    "lib/midtrans/Notification.php": b"<?php declare(strict_types=1); namespace Midtrans;\nclass Notification {}\n",
    "app/Support/signatures.php": b"<?php\nnamespace App\\Support\\Signatures;\nfunction fits() {}\nfunction signatures() {}\n",
}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Midtrans.Notification", ["lib/midtrans/Notification.php"]),
        ("app.models.Notification", ["app/Models/Notification.php"]),
        ("Models.Notification", ["app/Models/Notification.php"]),
        ("Els.Notification", []),
        ("Xendit.Notification", []),
        ("App.Support.Signatures.fits", ["app/Support/signatures.php"]),
        ("Notification", ["app/Models/Notification.php", "controllers/Notification.php", "lib/midtrans/Notification.php"]),
    ],
)
def test_a_class_of_another_namespace_is_another_class(name: str, meant: list[str]) -> None:
    importer = "app/Http/show.php"
    linker = ByName(Project.of({**NAMESPACED, importer: b""}), (".php",), family_of(importer).defining)
    assert sorted(path for path, _ in linker.targets(importer, Import("", name, Span(0, 0)), ())) == meant


def test_a_class_of_another_package_is_another_class() -> None:
    own = {"shop/src/shop/Event.java": b"package shop;\n\npublic class Event {}\n"}
    linker = ByName(Project.of(own), (".java", ".kt"))
    assert not list(linker.targets("shop/src/shop/Hooks.java", Import("Event", "com.stripe.model.Event", Span(0, 0)), ()))
    assert list(linker.targets("shop/src/shop/Hooks.java", Import("Event", "shop.Event", Span(0, 0)), ()))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [("a/b/x.rb", "a/b/y.rb", 2), ("a/b/x.rb", "a/c/y.rb", 1), ("a/b/x.rb", "c/b/y.rb", 0), ("x.rb", "x.rb", 0), ("a/x.rb", "a", 0)],
)
def test_files_are_as_near_as_the_folders_that_they_share(one: str, other: str, shared: int) -> None:
    assert nearest(one, other) == nearest(other, one) == shared
