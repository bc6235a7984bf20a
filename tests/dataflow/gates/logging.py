"""What a file's bytes tell of its logs: a plain text holds nothing that has to be looked at."""

from __future__ import annotations

SILENT = {
    "a.py": (
        "logger.info('paid')",
        'logger.info(\n    "paid {}"\n)',
        "print()",
        "activity_logs = order.logs.all()",
        "# logger.info(order) "[:7],
    ),
    "a.ts": (
        "console.log('paid');",
        'logger.error("a \\" b");',
        "const logger = make(order);\nlogger.warn();",
        "source.on('error', stop);",
        "type Log = { debug?: string };",
        "class ActivityLog {}\n",
    ),
    "a.rb": (
        "Rails.logger.info('paid')",
        "Rails.logger.info 'paid'\n",
        'Rails.logger.info("paid")\nstop',
        'Rails.logger.info "paid" if order\n',
        "unique :until_executed, on_conflict: :log, lock: order\n",
        "class ActivityLogs < Base\nend\n",
        "field :logs, [Types::ActivityLogs::Object]\n",
        "Rails.logger.info { order }\n",
    ),
    "a.php": ("<?php error_log('paid');", "<?php Log::info('paid'); // $order"),
}
TELLING = {
    "a.py": (
        "logger.info(body)",
        "logger.info('paid %s', body)",
        "logger.info('paid %s' % body)",
        "logger.info('paid' f'{body}')",
        "logger.info(f'{body}')",
        "logger \\\n  .info(body)",
        "(logger.info)(body)",
        "from logging import info as tell\n\ntell(body)",
    ),
    "a.ts": (
        "console.log(body);",
        "console.log('paid', body);",
        "console.log('paid' + body);",
        "console.log(`paid ${body}`);",
        "console?.log?.(body);",
        "console.log<Body>(body);",
        "logger.error!(body);",
        "logger\n  .error(body);",
        "(console.log)(body);",
        "import { error as tell } from 'logger';\ntell(body);",
    ),
    "a.rb": (
        "logger.info(body)",
        "logger.info body\n",
        'logger.info "paid #{body}"\n',
        "logger.info 'paid' + body\n",
        "logger.info 'paid'\n  .concat(body)\n",
        "logger.info 'paid', body\n",
        "logger.info \\\n  body\n",
        "logger.info :paid, body\n",
        "logger.info [body]\n",
        "logger.info(<<~TEXT)\n  paid #{body}\nTEXT\n",
        "logger.info <<~TEXT\n  paid #{body}\nTEXT\n",
        "puts body\n",
        "p @body\n",
    ),
    "a.php": ("<?php error_log($body);", '<?php Log::info("paid $body");', "<?php Log::info('paid', $body);", "<?php Log :: info($body);"),
    "a.go": ('package a\nfunc f() { log.Printf("paid %s", body) }',),
}
OWN = {
    "python": ({"a.py": "from b import log_order\n\nlog_order(body)\n", "b.py": "def log_order(order):\n    print(order)\n"}, "a.py"),
    "renamed": ({"a.py": "from b import log_order as tell\n\ntell(body)\n", "b.py": "def log_order(order):\n    print(order)\n"}, "a.py"),
    "script": (
        {"a.ts": "import { logOrder } from './b';\nlogOrder(body);\n", "b.ts": "export function logOrder(o) { console.warn(o); }\n"},
        "a.ts",
    ),
    "loaded": (
        {"a.js": "const tell = require('./log');\ntell(body);\n", "log.js": "module.exports = function (o) { console.warn(o); };\n"},
        "a.js",
    ),
    "ruby": ({"a.rb": "class A\n  def go\n    log_order body\n  end\n  def log_order(order)\n    puts order\n  end\nend\n"}, "a.rb"),
}
