"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

os.environ["HONEBOT_OFFLINE"] = "1"
"""No test asks an index that it has not started itself, nor do its commands."""

settings.register_profile(
    "honebot",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "exploring", settings.get_profile("honebot"), derandomize=False
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "honebot"))
"""Every run draws the same examples; `HYPOTHESIS_PROFILE=exploring` draws others."""
