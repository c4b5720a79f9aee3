import pytest

pytest.exit(
    msg="done",  # for now
    returncode=3,
)
# output
import pytest

pytest.exit(
    reason="done",  # for now
    returncode=3,
)
