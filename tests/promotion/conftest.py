"""No test here shows the token of its environment."""

from ..canary import no_token_is_shown, pytest_runtest_makereport

__all__ = ["no_token_is_shown", "pytest_runtest_makereport"]
