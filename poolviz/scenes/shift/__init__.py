"""Shift: one map at rest and moved; what max, every 2nd pixel, average and blur-pool make of that."""

from poolviz.scenes.shift.scene import Shift

SCENE = Shift()
