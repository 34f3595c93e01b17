"""A client that cannot be tried has not passed."""

import pytest

from sdk.environments import NoEnvironmentError, command_of


def test_a_missing_environment_fails_with_the_command_that_makes_it() -> None:
    with pytest.raises(NoEnvironmentError, match=r"\./packaging/test"):
        command_of("langfuse-0", "langfuse-0/chat.py")
    with pytest.raises(NoEnvironmentError, match=r"\./packaging/test"):
        command_of("javascript-0", "javascript-0/chat.mjs")
