"""How much Hypothesis tries, and where whole published documents are."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "quick", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("quick"), derandomize=True)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=3000)
settings.load_profile("ci" if os.environ.get("CI") else "quick")


@pytest.fixture
def documents() -> Path:
    """The folder of published documents; the test is skipped where there is none."""
    folder = os.environ.get("GKREPORT_CORPUS")
    if not folder:
        pytest.skip("set GKREPORT_CORPUS to the folder of the published reports")
    return Path(folder) / "documents"
