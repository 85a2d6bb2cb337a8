"""The arithmetic of pooling on plain arrays: exact, without pictures and without Qt."""

from poolviz.core.axis import Axis
from poolviz.core.checks import SpecError
from poolviz.core.divisor import divisors
from poolviz.core.geometry import Geometry
from poolviz.core.gradient import backward_rows, pool_backward
from poolviz.core.patches import Patch, regrade, repool, repool_gradient
from poolviz.core.pooling import Pooled, pool
from poolviz.core.spec import PoolSpec

__all__ = [
    "Axis",
    "Geometry",
    "Patch",
    "PoolSpec",
    "Pooled",
    "SpecError",
    "backward_rows",
    "divisors",
    "pool",
    "pool_backward",
    "regrade",
    "repool",
    "repool_gradient",
]
