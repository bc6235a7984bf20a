"""What a file's bytes tell of how it tries again: to speak of a retry is not to make one."""

from __future__ import annotations

SILENT = {
    "a.py": ("from shop.jobs import retry_later\n\nretry_later(order)\n", "try:\n    go()\nexcept Declined:\n    stop()\n"),
    "a.ts": ("for (let i = 0; i < 3; i++) { retryLater(i); }\n", "export class RetryableError extends Error {}\n"),
    "a.rb": (
        "class RetryJob < Job\n  retry_on Declined, attempts: 3\nend\n",
        "begin\n  go\nrescue Declined\n  stop\nend\n",
        "3.times do\n  retry_later\nend\n",
    ),
    "a.php": ("<?php while ($left) { $left = retry($left); }\n",),
}
TELLING = {
    "a.py": (
        "import requests\n\nfor i in range(3):\n    try:\n        requests.get(URL)\n        break\n    except Declined:\n        pass\n",
        "import requests\n\nfor i in range(3):\n    answer = requests.get(URL)\n    if answer.status_code == 200:\n        break\n",
        "import tenacity\n\n@tenacity.retry\ndef go():\n    pass\n",
        "from tenacity import retry as again, wait_none\n\n@again(wait=wait_none())\ndef go():\n    pass\n",
        "from retry import retry\n\n@retry(tries=3)\ndef go():\n    pass\n",
        "from retry.api import (\n    retry,\n)\n\n@retry(delay=2)\ndef go():\n    pass\n",
        "import retry as again\n\n@again.retry\ndef go():\n    pass\n",
        "from retrying import retry\n\n@retry\ndef go():\n    pass\n",
        "import backoff\n\n@backoff.on_exception(backoff.constant, Exception)\ndef go():\n    pass\n",
        "from urllib3.util import Retry\n\nRetry(total=3)\n",
        "from requests.adapters import Retry as Again\n\nAgain(3)\n",
    ),
    "a.ts": (
        "import axiosRetry from 'axios-retry';\naxiosRetry(client, { retries: 3 });\n",
        "const pRetry = require('p-retry');\npRetry(go, { factor: 1 });\n",
        "while (attempt < 3) {\n  try {\n    await fetch(url);\n    break;\n  } catch (error) {\n    attempt++;\n  }\n}\n",
        "do {\n  const answer = await fetch(url);\n  if (answer.ok) { break; }\n  attempt++;\n} while (attempt < 3);\n",
    ),
    "a.rb": (
        "begin\n  Net::HTTP.get(uri)\nrescue Declined\n  retry\nend\n",
        "def go\n  Net::HTTP.get(uri)\nrescue Declined\n  retry if left\nend\n",
        "3.times do\n  begin\n    Net::HTTP.get(uri)\n    break\n  rescue Declined\n    nil\n  end\nend\n",
    ),
    "a.php": ("<?php for ($attempt = 0; $attempt < 3; $attempt++) { try { curl_exec($c); break; } catch (Declined $e) { } }\n",),
    "A.cs": ("using Polly;\nclass A { void Go() { Policy.Handle<Declined>().Retry(3); } }\n",),
    "B.java": ("class B { Object go() { return Retry.fixedDelay(3, pause); } }\n",),
    "b.py": ("Retry.fixedDelay(3, pause)\n",),
    "A.java": ("class A { @Retryable void go() { } }\n",),
}
