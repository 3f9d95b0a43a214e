"""Laws are tried by number of examples, never by the clock: a busy machine is no counter-example."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# The same examples in every run, so that a change is what turns main red and not chance; LAWS=anew looks for new ones.
settings.register_profile(
    "laws",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=os.environ.get("LAWS") != "anew",
)
settings.load_profile("laws")
