"""Compare: max, average and a strided convolution at the same window, forward and backward."""

from __future__ import annotations

from dataclasses import replace

from poolviz.frame.words import say
from poolviz.maps.map import Map
from poolviz.model.controls import Control
from poolviz.model.document import Document
from poolviz.model.editing import edited_map, with_map_edited, with_upstream_edited
from poolviz.model.losers import with_other_losers
from poolviz.model.scene import BY_ROWS, Compute, Gesture, Timeline, parameters_of, with_parameters
from poolviz.scenes.compare.backward import Backward
from poolviz.scenes.compare.controls import compare_controls
from poolviz.scenes.compare.fitting import fit
from poolviz.scenes.compare.flow import Flow
from poolviz.scenes.compare.forward import Forward, pointed_window
from poolviz.scenes.compare.parameters import CompareParameters, kernel_of
from poolviz.scenes.compare.presets import with_preset
from poolviz.scenes.compare.view import View

_NUDGE = 0.25  # what one notch of the wheel adds to a weight


class Compare:
    """One window, three answers."""

    id = "compare"
    title = "Compare"
    order = 2
    tip = "Max, average and a strided convolution at the same window"

    def parameters(self) -> CompareParameters:
        """Forward, all three rows, a uniform kernel."""
        return CompareParameters()

    def controls(self, document: Document) -> tuple[Control, ...]:
        """The window, which rows are shown, and the kernel."""
        return compare_controls(document, parameters_of(self, document))

    def timeline(self, document: Document, compute: Compute) -> Timeline:
        """One step a window, in reading order."""
        view = View(document, parameters_of(self, document), compute)
        pictures = Backward(view, Flow(view)) if view.parameters.backward else Forward(view)
        count, columns = view.geometry.windows, view.geometry.output[1]
        return Timeline(
            count,
            pictures.frame,
            lambda cell: pointed_window(view, cell),
            beat=columns if count > BY_ROWS else 1,
            won=(lambda rows, columns: view.most.won(rows, columns)) if "max" in view.rows else None,
        )

    def edit(self, document: Document, gesture: Gesture) -> Document:
        """Change a cell of the input, of the upstream gradient or of the kernel."""
        if gesture.cell.board == "input":
            return with_map_edited(document, gesture)
        if gesture.cell.board == "upstream":
            return with_upstream_edited(document, gesture)
        return self._with_weight(document, gesture) if gesture.cell.board == "kernel" else document

    def act(self, document: Document, action: str, compute: Compute) -> tuple[Document, str]:
        """Fit the kernel to max, open a map that tells max from average, or give max other losers."""
        own = parameters_of(self, document)
        if action == "same_output":
            most = replace(document, spec=replace(document.spec, mode="max"))
            after = replace(document, map=with_other_losers(most, compute, own.losers).map)
            drawn = replace(own, losers=own.losers + 1)
            return with_parameters(after, self, drawn), say("same output of max")
        if action != "fit":
            return with_preset(document, action)
        weights, bias = fit(View(document, own, compute))
        fitted = replace(own, kernel="own", bias=bias, weights=tuple(map(tuple, weights.tolist())))
        return with_parameters(document, self, fitted), say("fit max")

    def _with_weight(self, document: Document, gesture: Gesture) -> Document:
        """The kernel is edited as a map is, so that a brush may draw in it too."""
        own = parameters_of(self, document)
        size = document.spec.geometry(document.map.size)
        before = Map.from_array(kernel_of(own, (size.rows.window, size.columns.window)))
        value = gesture.value * (_NUDGE if gesture.kind == "nudge" else 1.0)
        after = edited_map(before, 0, replace(gesture, value=value))
        if after is before:
            return document
        weights = tuple(map(tuple, after.values[0].tolist()))
        return with_parameters(document, self, replace(own, kernel="own", weights=weights))


SCENE = Compare()
