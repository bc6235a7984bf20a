"""What a file's bytes tell of the errors in it: those that have no name there, or that the shop has written, need no reading."""

from __future__ import annotations

PYTHON, RUBY, SCRIPT = (
    "try:\n    go()\nexcept {}:\n    stop()\n",
    "begin\n  go\nrescue{}\n  stop\nend\n",
    "try {{ go(); }} catch {}{{ stop(); }}\n",
)
SILENT = {
    "a.py": (
        PYTHON.format("Declined"),
        PYTHON.format("(Declined,\n        Broken)"),
        PYTHON.format("ValueError as error"),
        PYTHON.format("(KeyError, models.Order.DoesNotExist) as error"),
        "try:\n    go()\nexcept:\n    stop(error)\n",
        "def take(self, error):\n    return str(e)\n",
        "promise.done(lambda one: one)\n",
    ),
    "a.rb": (
        RUBY.format(""),
        RUBY.format(" Declined, Broken"),
        RUBY.format(" RecordInvalid => e"),
        RUBY.format(" ActiveRecord::RecordInvalid, ActiveRecord::RecordNotFound => e"),
        "kept = args.except(:id)\nfee.then do |one|\n  one\nend\nfail(error: e)\n",
    ),
    "a.ts": (SCRIPT.format(""), "function take(order) { go(order); }\n"),
}
TELLING = {
    "a.py": (
        PYTHON.format("Declined as error"),
        PYTHON.format("*Declined as error"),
        PYTHON.format("(ValueError, Declined) as error"),
        PYTHON.format("(Declined,  # as: ever\n        ValueError) as error"),
        PYTHON.format("kinds()[1:2] as error"),
        PYTHON.format("ValueErrors as error"),
        "from vendor import Declined as ValueError\n\n" + PYTHON.format("ValueError as error"),
        PYTHON.format("Declined").replace("stop()", "traceback.format_exc()"),
        "promise.catch(lambda reason: show(reason))\n",
        "promise.then(go, lambda reason: show(reason))\n",
    ),
    "a.rb": (
        RUBY.format(" => e"),
        RUBY.format(" Declined => e"),
        RUBY.format(" RecordInvalid, Declined => e"),
        RUBY.format(" Declined,\n       Broken => e"),
        RUBY.format(" RecordInvalids => e"),
        RUBY.format(" *KINDS => e"),
        RUBY.format(" RecordInvalid => e\n  stop\nrescue Declined => e"),
        "promise.catch { |reason| show(reason) }\n",
        "promise.then(go) { |reason| show(reason) }\n",
        "promise.then go do |reason|\n  show(reason)\nend\n",
        "client.ask(order) do |error, answer|\n  if error\n    show(error)\n  end\nend\n",
    ),
    "a.ts": (
        SCRIPT.format("(error) "),
        "go().catch(reason => show(reason));\n",
        "go().then(next, reason => show(reason));\n",
        "ask(order, (err, answer) => { if (err) { show(err); } });\n",
    ),
    "a.php": ("<?php try { go(); } catch (Declined $error) { stop(); }\n",),
    "A.java": ("class A { void a() { try { go(); } catch (Declined error) { stop(); } } }\n",),
}
