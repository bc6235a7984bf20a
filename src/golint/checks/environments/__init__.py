"""Rules about sandbox and production: keys, cards, hosts and settings that stand in the wrong one."""

from golint.lazily import members

__getattr__ = members(
    __name__,
    environment_parity="profiles",
    hardcoded_base_url="urls",
    mixed_modes="modes",
    observe="profiles",
    sandbox_url_in_production="urls",
    shared_key_across_environments="profiles",
    test_card_in_production="markers",
    test_key_in_production="modes",
)
