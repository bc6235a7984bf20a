"""parse-before-verify and raw-body-lost: what is signed is the body as it was sent. `rule` and `raw_bodies` are the ways in; the other
modules are what they ask."""
