"""What the classes of a file may inherit from, as its text tells."""

from __future__ import annotations

import pytest

from golint.traces.heritage import ties

TIES = {
    "a base": ("hook.py", "class Hook(View):\n    pass\n", {(b"Hook", b"View")}),
    "bases on several lines": ("hook.py", "class Hook(\n    Signed,\n    web.View,\n):\n", {(b"Hook", b"Signed web View")}),
    "another name": ("hook.py", "import web\n\nDoor = web.View\n", {(b"Door", b"web View")}),
    "another name of a member": ("hook.py", "\nshop.doors.Door = web.View\n", {(b"Door", b"web View")}),
    "another name with a type": ("hook.py", "\nDoor: type = View\nx:Door = View\n", {(b"Door", b"View")}),
    "an import under another name": ("hook.py", "from web import View as Door\n", {(b"Door", b"View")}),
    "no name of a class": ("hook.py", "\ndoor = View\nshop.door = View\nif Door == View:\n    pass\n", set()),
    "a Ruby base": ("hook.rb", "class Hook < Web::View\nend\n", {(b"Hook", b"Web View")}),
    "a module mixed in": ("hook.rb", "class Hook\n  include Web::View, Signed\nend\n", {(b"Hook", b"Web View Signed")}),
    "modules on several lines": ("hook.rb", "class Hook\n  extend Signed,\n    View\nend\n", {(b"Hook", b"Signed View")}),
    "put before and mixed in": ("hook.rb", "class Hook\n  prepend A; include B\nend\n", {(b"Hook", b"A B")}),
    "a word that only holds one": ("hook.rb", "class Hook\n  included View\n  reinclude View\nend\n", set()),
}


@pytest.mark.parametrize("name", TIES)
def test_what_a_class_may_inherit_from(name: str) -> None:
    path, text, told = TIES[name]
    assert set(ties(path, text.encode())) == {(heir, frozenset(bases.split())) for heir, bases in told}
