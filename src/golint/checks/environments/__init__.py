"""Rules about sandbox and production: keys, cards, hosts and settings that stand in the wrong one."""

from golint.checks.environments.markers import test_card_in_production
from golint.checks.environments.modes import mixed_modes, test_key_in_production
from golint.checks.environments.profiles import environment_parity, observe, shared_key_across_environments
from golint.checks.environments.urls import hardcoded_base_url, sandbox_url_in_production

__all__ = [
    "environment_parity",
    "hardcoded_base_url",
    "mixed_modes",
    "observe",
    "sandbox_url_in_production",
    "shared_key_across_environments",
    "test_card_in_production",
    "test_key_in_production",
]
