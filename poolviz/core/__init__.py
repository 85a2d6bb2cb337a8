"""The arithmetic of pooling on plain arrays: exact, without pictures and without Qt."""

from poolviz.core.axis import Axis
from poolviz.core.blur import blur_pool, blur_pool_backward
from poolviz.core.checks import SpecError
from poolviz.core.convolution import ConvGradients, conv2d, conv2d_backward
from poolviz.core.divisor import divisor_at, divisors, divisors_at, padding_swallows
from poolviz.core.geometry import Geometry
from poolviz.core.gradient import backward_rows, pool_backward
from poolviz.core.layers import (
    Convolution,
    FullyConnected,
    GlobalAverage,
    Layer,
    Normalisation,
    Pooling,
    ReLU,
    Residual,
    Volume,
    without_pooling,
)
from poolviz.core.patches import Patch, regrade, repool, repool_gradient
from poolviz.core.pooling import Pooled, pool
from poolviz.core.resampling import (
    upsample_bilinear,
    upsample_bilinear_backward,
    upsample_nearest,
    upsample_nearest_backward,
)
from poolviz.core.shifting import shift
from poolviz.core.sight import Sight
from poolviz.core.spec import PoolSpec
from poolviz.core.stack import Cost, LayerRow, Measured, StackError, measure
from poolviz.core.transposed import conv_transpose2d, conv_transpose2d_backward
from poolviz.core.unpooling import max_unpool, max_unpool_backward

__all__ = [
    "Axis",
    "ConvGradients",
    "Convolution",
    "Cost",
    "FullyConnected",
    "Geometry",
    "GlobalAverage",
    "Layer",
    "LayerRow",
    "Measured",
    "Normalisation",
    "Patch",
    "PoolSpec",
    "Pooled",
    "Pooling",
    "ReLU",
    "Residual",
    "Sight",
    "SpecError",
    "StackError",
    "Volume",
    "backward_rows",
    "blur_pool",
    "blur_pool_backward",
    "conv2d",
    "conv2d_backward",
    "conv_transpose2d",
    "conv_transpose2d_backward",
    "divisor_at",
    "divisors",
    "divisors_at",
    "max_unpool",
    "max_unpool_backward",
    "measure",
    "padding_swallows",
    "pool",
    "pool_backward",
    "regrade",
    "repool",
    "repool_gradient",
    "shift",
    "upsample_bilinear",
    "upsample_bilinear_backward",
    "upsample_nearest",
    "upsample_nearest_backward",
    "without_pooling",
]
