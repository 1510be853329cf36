"""The semantic extra is left alone: what tests expect does not depend on whether it is installed.

Those who want it say so themselves (``tests/similarity/test_semantic.py``). Nor does it depend on chance: see
``tests/profiles.py``.
"""

import os

from tests import profiles

os.environ["THREE_LISTS_SEMANTIC"] = "off"
profiles.install()
