"""`golint check --since REF`: what is new since a branch left another, in real repositories."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from .conftest import Done, Shop
from .test_staged import AT, FAULT, SOUND, git

HANDLER = """\
import json
import stripe
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from shop.models import Order

@csrf_exempt
def stripe_webhook(request):
    log("an event")
    log("is verified")
    stripe.Webhook.construct_event(request.body, request.headers["Stripe-Signature"], SECRET)
    event = json.loads(request.body)
    if event["type"] == "checkout.session.completed":
        order = Order.objects.get(session=event["data"]["object"]["id"])
        order.paid = True
        order.save()
    return HttpResponse(status=200)
"""


@pytest.fixture
def repository(shop: Shop) -> Shop:
    """A branch that left main; on main is one fault."""
    shop.page()
    shop.write("old.py", FAULT)
    shop.write("a.py", SOUND)
    git(shop.folder, "init")
    git(shop.folder, "add", ".")
    git(shop.folder, "commit", "-m", "first")
    git(shop.folder, "checkout", "-b", "work")
    return shop


def since(shop: Shop, *arguments: str, ref: str = "main") -> Done:
    return shop.local("--since", ref, "--format", "concise", *arguments)


def told(*paths: str, line: int = 1) -> str:
    return "".join(AT.format(path) for path in paths).replace(":1:", f":{line}:")


def notice(commit: str, number: int = 1) -> str:
    older = "1 finding is" if number == 1 else f"{number} findings are"
    return f"notice: {older} older than the changes since {commit[:12]}; golint check without --since tells all\n"


def test_what_was_there_before_is_not_reported(repository: Shop) -> None:
    base = git(repository.folder, "rev-parse", "main")
    done = since(repository)
    assert (done.code, done.out, done.err) == (0, "", notice(base))
    repository.write("a.py", SOUND + FAULT)
    repository.write("new.py", FAULT)
    done = since(repository)
    assert (done.code, done.out, done.err) == (1, told("a.py", line=2) + told("new.py"), notice(base))


@pytest.mark.parametrize("state", ["committed", "staged", "edited"])
def test_the_state_of_the_work_tree_counts(repository: Shop, state: str) -> None:
    repository.write("a.py", FAULT)
    if state != "edited":
        git(repository.folder, "add", ".")
    if state == "committed":
        git(repository.folder, "commit", "-m", "x")
    assert since(repository).out == told("a.py")


def test_a_finding_that_only_moved_is_not_new(repository: Shop) -> None:
    code = "".join(f"line_{number} = {number}\n" for number in range(9))
    repository.write("code.py", code + FAULT + code)
    git(repository.folder, "add", ".")
    git(repository.folder, "commit", "-m", "x")
    repository.write("code.py", "\n" * 5 + code + FAULT + code)
    assert since(repository, ref="HEAD").out == ""
    git(repository.folder, "mv", "code.py", "moved.py")
    assert since(repository, ref="HEAD").out == ""
    repository.write("moved.py", code + FAULT + code + "SHOP_DEBUG = True\n")
    assert since(repository, ref="HEAD").out == told("moved.py", line=20).replace("WEB", "SHOP").replace(":13:", ":14:")


def test_the_merge_base_counts_and_not_what_came_to_main_later(repository: Shop) -> None:
    base = git(repository.folder, "rev-parse", "main")
    repository.write("a.py", FAULT)
    git(repository.folder, "commit", "-am", "on the branch")
    git(repository.folder, "checkout", "main")
    repository.write("old.py", SOUND)
    git(repository.folder, "commit", "-am", "mended on main")
    git(repository.folder, "checkout", "work")
    done = since(repository)
    assert (done.out, done.err) == (told("a.py"), notice(base))
    git(repository.folder, "tag", "here")
    assert since(repository, ref="here").out == ""


def test_what_a_deletion_brings_about_is_reported(shop: Shop) -> None:
    """The verification goes, and the finding stands on a line that nobody touched."""
    shop.write("shop/webhooks.py", HANDLER)
    git(shop.folder, "init")
    git(shop.folder, "add", ".")
    git(shop.folder, "commit", "-m", "first")
    arguments = ("check", "--since", "HEAD", "--select", "missing-signature-verification", "--format", "concise")
    assert shop.run(*arguments).out == ""
    shop.write("shop/webhooks.py", "".join(line for line in HANDLER.splitlines(keepends=True) if "construct_event" not in line))
    done = shop.run(*arguments)
    assert done.code == 1
    assert done.out.startswith("shop/webhooks.py:8:5: missing-signature-verification ")


SERVICE = """\
from shop.models import Order


def settle(session):
    order = Order.objects.get(session=session)
    order.paid = True
    order.save()
"""


def test_a_fault_behind_a_door_is_as_old_as_both_files(shop: Shop) -> None:
    """It stands in the service, and is found where the door is checked."""
    door, _, _ = HANDLER.partition("    if event")
    door = door.replace("from shop.models import Order", "from shop.settling import settle")
    shop.write("shop/hooks.py", f'{door}    settle(event["data"]["object"]["id"])\n    return HttpResponse(status=200)\n')
    shop.write("shop/settling.py", SERVICE)
    git(shop.folder, "init")
    git(shop.folder, "add", ".")
    git(shop.folder, "commit", "-m", "first")
    arguments = ("check", "--since", "HEAD", "--select", "unknown-event-rejected", "--format", "concise")
    shop.write("shop/settling.py", SERVICE.replace("\n\n\n", "\n\nLATE = 1\n\n\n"))
    assert shop.run(*arguments).out == ""
    shop.write("shop/settling.py", SERVICE.replace("(session=session)", "(session=session, shop=1)"))
    assert shop.run(*arguments).out.startswith("shop/settling.py:5:13: unknown-event-rejected ")


def test_a_place_far_from_the_finding_may_be_the_new_one(shop: Shop, key: str) -> None:
    shop.write("a.py", f'STRIPE = "{key}"\n')
    git(shop.folder, "init")
    git(shop.folder, "add", ".")
    git(shop.folder, "commit", "-m", "first")
    arguments = ("check", "--since", "HEAD", "--select", "duplicated-key", "--format", "concise")
    assert shop.run(*arguments).out == ""
    shop.write("b.py", f'STRIPE = "{key}"\n')
    assert shop.run(*arguments).out.startswith("a.py:1:11: duplicated-key ")
    git(shop.folder, "add", ".")
    git(shop.folder, "commit", "-m", "second")
    shop.write("a.py", f'\n\nSTRIPE = "{key}"\n')
    assert shop.run(*arguments).out == shop.run(*arguments, "--fail-on", "never").out
    shop.write("a.py", f'STRIPE = "{key}"\n')
    shop.write("c.py", "x = 1\n")
    done = shop.run(*arguments)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("notice: 1 finding is older than the changes since ")


def test_baseline_and_comments_hold(repository: Shop) -> None:
    comment = "ignore[debug-on] -- for the demo"
    repository.write("a.py", f"WEB_DEBUG = True  # golint: {comment}\n")
    assert (since(repository).code, since(repository).out) == (0, "")


@pytest.mark.parametrize("name", ["with space.py", 'quo"te.py', "tab\t.py", "ümlaut.py", "a/b/deep.py", "b/x.py"])
def test_names_of_all_kinds(repository: Shop, name: str) -> None:
    repository.write(name, SOUND)
    git(repository.folder, "add", ".")
    git(repository.folder, "commit", "-m", "x")
    repository.write(name, "++ b/fake\n" + FAULT)
    done = since(repository, ref="HEAD")
    assert done.out == told(name.replace("\t", "\\t"), line=2)
    (repository.folder / "moved").mkdir()
    git(repository.folder, "mv", name, "moved/y.py")
    assert since(repository, ref="HEAD").out == told("moved/y.py", line=2)


def test_paths_restrict_and_a_folder_below_the_top_may_be_asked(repository: Shop) -> None:
    repository.write("sub/x.py", FAULT)
    repository.write("a.py", FAULT)
    assert since(repository, "sub").out == told("sub/x.py")
    below = Shop(repository.folder / "sub")
    done = below.run("check", "--packs", "../../packs", "--select", "debug-on", "--since", "main", "--format", "concise")
    assert done.out == told("x.py")
    above = Shop(repository.folder.parent)
    done = above.run("check", "--packs", "packs", "--select", "debug-on", "--since", "main", "--format", "concise", "shop")
    assert done.out == told("shop/a.py", "shop/sub/x.py")


def test_text_that_git_takes_for_binary(repository: Shop) -> None:
    repository.write("w.py", "x = 1\r\n".encode("utf-16"))
    repository.write(".gitattributes", "*.txt -diff\n")
    repository.write("plain.txt", SOUND)
    git(repository.folder, "add", ".")
    git(repository.folder, "commit", "-m", "x")
    repository.write("w.py", FAULT.encode("utf-16"))
    repository.write("plain.txt", FAULT)
    assert since(repository, ref="HEAD").out == told("plain.txt", "w.py")


def test_a_filter_of_the_repository_is_not_run(repository: Shop, tmp_path: Path) -> None:
    git(repository.folder, "config", "filter.own.clean", f"touch {tmp_path}/ran; cat")
    git(repository.folder, "config", "filter.own.required", "true")
    repository.write(".gitattributes", "*.py filter=own\n")
    repository.write("a.py", FAULT)
    assert since(repository).out == told("a.py")
    assert not (tmp_path / "ran").exists()


def test_a_commit_that_is_not_there(repository: Shop) -> None:
    done = since(repository, ref="mian")
    assert (done.code, done.out, done.err) == (
        2,
        "",
        "golint: --since: there is no commit 'mian' here; see to the spelling, or git fetch it\n",
    )
    assert since(repository, ref="--output=x").code == 2
    assert not (repository.folder / "x").exists()
    git(repository.folder, "checkout", "--orphan", "alone")
    git(repository.folder, "commit", "-m", "x")
    done = since(repository)
    assert (done.code, done.err) == (2, "golint: --since: HEAD and 'main' have no commit in common here; name another commit\n")


def test_a_shallow_clone_says_how_to_deepen_it(repository: Shop, tmp_path: Path) -> None:
    repository.write("a.py", FAULT)
    git(repository.folder, "commit", "-am", "x")
    git(tmp_path, "clone", "--depth", "1", "--no-single-branch", f"file://{repository.folder}", "clone")
    clone = Shop(tmp_path / "clone")
    deeper = "this clone is shallow: fetch the whole history (actions/checkout: fetch-depth: 0; elsewhere git fetch --unshallow)"
    assert since(clone, ref="v1").err == f"golint: --since: there is no commit 'v1' here; {deeper}\n"
    assert since(clone, ref="origin/main").err == f"golint: --since: HEAD and 'origin/main' have no commit in common here; {deeper}\n"
    git(clone.folder, "fetch", "--unshallow")
    assert since(clone, ref="origin/main").out == told("a.py")


def test_outside_of_git(shop: Shop) -> None:
    shop.page()
    shop.write("a.py", FAULT)
    done = since(shop)
    assert (done.code, done.err) == (2, "golint: --since: . lies in no git repository; name one repository, or run golint inside it\n")


def test_a_run_of_many_processes_says_the_same(repository: Shop) -> None:
    for number in range(50):
        repository.write(f"many/{number}.py", FAULT)
    with pytest.raises(subprocess.CalledProcessError):
        git(repository.folder, "diff", "--quiet", "main:golint.toml")
    assert since(repository, "--jobs", "2").out == since(repository, "--jobs", "1").out
