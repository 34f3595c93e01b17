"""A client that cannot be tried has not passed."""

import pytest

from sdk.environments import NoEnvironmentError, python_of


def test_a_missing_environment_fails_with_the_command_that_makes_it() -> None:
    with pytest.raises(NoEnvironmentError, match=r"\./packaging/test"):
        python_of("langfuse-0")
