"""How Hypothesis tries examples: always the same ones in the suite, ever new ones when somebody looks for trouble.

``suite`` is what every run of the tests uses: an example depends on the test's own words and on nothing else, neither
chance nor the machine nor what ran before. ``explore`` (``python3 scripts/run.py explore``) draws ten times as many by
chance and keeps what failed for the next time.
"""

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

_USUAL = 100
_MORE = 10


def install() -> None:
    """Make both profiles known and load that of the suite."""
    always = settings(
        deadline=None,
        print_blob=True,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.filter_too_much,
            HealthCheck.data_too_large,
        ],
    )
    settings.register_profile("suite", always, max_examples=_USUAL, derandomize=True, database=None)
    settings.register_profile("explore", always, max_examples=_USUAL * _MORE, derandomize=False)
    settings.load_profile("suite")
    _forget_what_is_imported()


def examples(count: int) -> settings:
    """So many examples in the suite, ten times as many when exploring."""
    return settings(max_examples=count * settings().max_examples // _USUAL)


def _forget_what_is_imported() -> None:
    """Hypothesis mixes in literals of whatever modules are loaded: with those, the order of tests would count."""
    providers._get_local_constants = Constants
