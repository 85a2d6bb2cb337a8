"""Where a changed field belongs: pure functions from a document and fields to a document."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from poolviz.core import PoolSpec, SpecError
from poolviz.core.padding import as_pair
from poolviz.frame.numbers import full
from poolviz.frame.words import inside, say
from poolviz.maps.map import Map
from poolviz.model.controls import ChoiceControl, Control, FloatControl, IntControl
from poolviz.model.display import Display, fixed, for_another_map
from poolviz.model.display_controls import DISPLAY, display_controls
from poolviz.model.document import Document, PutOff
from poolviz.model.rows import RowEntry
from poolviz.model.scene import Scene, parameters_of, view_fields, with_parameters
from poolviz.model.sentences import told

_SPEC_FIELDS = frozenset(f.name for f in fields(PoolSpec))
_USUAL_WINDOW = 2


def changed(document: Document, scene: Scene, values: Mapping[str, Any], step: int = 0) -> Document:
    """The document with fields set: of the specification, of the scene's parameters, or its own.

    ``step`` says which cell "only this cell" means. Raises ValueError with a sentence if the result cannot
    be, KeyError for a field that nobody has.
    """
    spec: dict[str, Any] = {}
    display: dict[str, Any] = {}
    for name, value in values.items():
        if name in _SPEC_FIELDS:
            spec[name] = value
        elif name.startswith(DISPLAY):
            display[name.removeprefix(DISPLAY)] = in_range(_control(display_controls(document), name), value)
        elif name in _SWITCHES:
            spec |= _SWITCHES[name](document, value)
        else:
            document = _with_field(document, scene, name, value, step)
    # All at once: a padding that is too deep for the old window may be right for the new one.
    document = replace(document, spec=replace(document.spec, **spec), display=_displayed(document, display))
    document.spec.output_size(document.map.size)  # refuses what does not fit this map
    return document


def _displayed(document: Document, values: Mapping[str, Any]) -> Display:
    display = document.display
    if values.get("range") == "fixed":
        display = fixed(display, document.scale)  # so that nothing jumps before another number is typed
    return replace(display, **values)


def _with_field(document: Document, scene: Scene, name: str, value: Any, step: int) -> Document:  # noqa: ANN401
    if name == "channel":
        return replace(document, channel=_channel(document.map, value))
    if name == "upstream":
        return replace(document, upstream=_pattern(document, value, step))
    own = parameters_of(scene, document)
    if name not in {f.name for f in fields(own)}:
        raise KeyError(name)
    value = in_range(_control(scene.controls(document), name), value)
    return with_parameters(document, scene, replace(own, **{name: value}))


def _control(controls: Iterable[Control], name: str) -> Control | None:
    return next((control for control in controls if control.field == name), None)


def in_range(control: Control | None, value: object) -> object:
    """A value as its control takes it; a number that it does not take is refused with a sentence.

    A specification refuses by itself; the parameters of scenes and the display are plain data.
    """
    if not isinstance(control, IntControl | FloatControl):
        return value
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(say("{label} takes a number.", label=control.label))
    if isinstance(control, IntControl) and value != int(value):
        raise ValueError(say("{label} takes a whole number.", label=control.label))
    if not control.low <= value <= control.high:
        raise ValueError(
            say(
                "{label} takes a number from {low} to {high}.",
                label=control.label,
                low=full(control.low),
                high=full(control.high),
            )
        )
    return int(value) if isinstance(control, IntControl) else value


def is_view_only(document: Document, scene: Scene, names: Mapping[str, Any]) -> bool:
    """Whether fields only say what is looked at, so that they are no undo steps."""
    return set(names) <= (view_fields(parameters_of(scene, document)) | {"channel"})


def fitted(document: Document, map_: Map) -> tuple[Document, dict[str, tuple[Any, str]]]:
    """A document with another map in its place, settings kept as far as they can be.

    Second comes what could not be kept: field → (value, sentence). The largest window that fits stands in,
    and the sentence says why, so that nothing is clamped in silence. On a map of one row or one column the
    windows are as flat as the map, and nothing is wrong with that. What this map took, the next one gets back
    if it has the room.
    """
    spec = _as_set(document)
    document = replace(
        document,
        map=map_,
        spec=spec,
        put_off=None,
        channel=min(document.channel, map_.channels - 1),
        display=for_another_map(document.display),
    )
    try:
        spec.output_size(map_.size)
    except ValueError as error:
        if (flat := _flat(spec, map_.size)) is not None:
            return replace(document, spec=flat, put_off=PutOff(spec, flat)), {}
        name = error.field if isinstance(error, SpecError) else "window"
        simpler = replace(spec, padding=0, dilation=1, window=_fitting_window(spec, map_.size))
        refused = {name: (getattr(spec, name), told(error))}
        return replace(document, spec=simpler, put_off=PutOff(spec, simpler)), refused
    return document, {}


def _as_set(document: Document) -> PoolSpec:
    """The specification before this map took what it has no room for; unless it was set anew since."""
    spec, put_off = document.spec, document.put_off
    if put_off is None or _shape(spec) != _shape(put_off.stand_in):
        return spec
    try:
        window, padding, dilation = _shape(put_off.wanted)
        return replace(spec, window=window, padding=padding, dilation=dilation)
    except SpecError:  # it does not go with what was set since
        return spec


def _shape(spec: PoolSpec) -> tuple[Any, Any, Any]:
    """What a small map may have no room for."""
    return spec.window, spec.padding, spec.dilation


def undo_title(values: Mapping[str, Any], controls: Iterable[Control] = ()) -> str:
    """What the undo menu calls a change of fields: by the labels of the controls that offer them.

    >>> undo_title({"window": (3, 3)}), undo_title({"ceil_mode": True})
    ('window 3 × 3', 'ceil mode on')
    """
    name, value = next(iter(values.items()))
    control = _control(controls, name)
    label = name.replace("_", " ") if control is None else inside(control.label)
    if isinstance(control, ChoiceControl):
        value = next((option.label for option in control.options if option.value == value), value)
    if isinstance(value, bool):
        return say("{name} on", name=label) if value else say("{name} off", name=label)
    if isinstance(value, tuple) and (not value or isinstance(value[0], RowEntry)):
        return label
    if isinstance(value, tuple) and len(value) == 2:
        return say("{name} {value}", name=label, value=f"{value[0]} × {value[1]}")
    return say("{name} {value}", name=label, value=value)


def _whole_map(_: Document, on: bool) -> dict[str, Any]:
    if on:
        return {"window": "global", "stride": None, "padding": 0, "dilation": 1, "adaptive": None}
    return {"window": _USUAL_WINDOW, "stride": _USUAL_WINDOW}


def _fixed_output(document: Document, on: bool) -> dict[str, Any]:
    if not on:
        return {"adaptive": None}
    window = _USUAL_WINDOW if document.spec.window == "global" else document.spec.window
    return {"adaptive": document.output_size, "window": window, "padding": 0, "dilation": 1}


def _own_divisor(document: Document, on: bool) -> dict[str, Any]:
    return {"divisor_override": document.spec.geometry(document.map.size).taps if on else None}


def _padding_rule(_: Document, rule: str) -> dict[str, Any]:
    return {"padding": 0 if rule == "numbers" else rule}


# Switches that set several fields of the specification, or turn an optional one on.
_SWITCHES: Mapping[str, Callable[[Document, Any], dict[str, Any]]] = {
    "whole_map": _whole_map,
    "fixed_output": _fixed_output,
    "own_divisor": _own_divisor,
    "padding_rule": _padding_rule,
}


def _flat(spec: PoolSpec, size: tuple[int, int]) -> PoolSpec | None:
    """The specification with windows of one row for a map of one row, likewise for columns, if that fits."""
    if 1 not in size or spec.window == "global" or spec.adaptive is not None:
        return None
    rows, columns = as_pair(spec.window)
    try:
        flat = replace(spec, window=(1 if size[0] == 1 else rows, 1 if size[1] == 1 else columns))
        flat.output_size(size)
    except ValueError:
        return None
    return flat


def _fitting_window(spec: PoolSpec, size: tuple[int, int]) -> tuple[int, int]:
    height, width = size if spec.window == "global" else as_pair(spec.window)
    return min(height, size[0]), min(width, size[1])


def _channel(map_: Map, value: int) -> int:
    if not 0 <= value < map_.channels:
        raise ValueError(
            say("Channel {value} is not there: this map has {count}.", value=value + 1, count=map_.channels)
        )
    return value


def _pattern(document: Document, pattern: Any, step: int) -> Any:  # noqa: ANN401
    columns = document.output_size[1]
    upstream = document.upstream
    seed = upstream.seed + 1 if pattern == "random" else upstream.seed
    return replace(upstream, pattern=pattern, cell=divmod(step, columns), seed=seed, own=None)
