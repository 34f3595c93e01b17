import pytest

from tracedesk.formats.environment import normal_environment


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("production", "production"),
        ("Dev", "dev"),
        ("langfuse-staging", "staging"),
        ("langfuse_langfuse-LANGFUSEeu", "eu"),
        ("langfuse", "default"),
        ("", "default"),
        ("two words", "default"),
        ("dev\n", "default"),
        ("größe", "default"),
        ("a" * 41, "a" * 40),
        ("langfuse-" + "b" * 41, "b" * 40),
        ("a" * 40 + "!", "a" * 40),
        (None, "default"),
        (7, "default"),
        ({"name": "dev"}, "default"),
    ],
)
def test_an_environment_is_a_short_name_or_the_default(sent, kept):
    assert normal_environment(sent) == kept
