"""Changing the whole map at once: moved, turned, mirrored, with noise, in another size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from poolviz.files.limits import Limits
from poolviz.frame.numbers import plain
from poolviz.frame.words import grouped, say
from poolviz.maps.map import Map
from poolviz.maps.transforms import Axis, Edge, Filler, add_noise, flip, resize, rotate, shift
from poolviz.model.sentences import told
from poolviz.session.drawing import Drawing
from poolviz.session.pen import Shaping
from poolviz.session.state import Notice

# Larger maps are changed as a job: it would take longer than a moment.
_AT_ONCE = 500_000


class Remaking(Drawing):
    """The part of a session that changes all cells alike."""

    def set_shaping(
        self,
        edge: Edge | None = None,
        filler: Filler | None = None,
        amount: float | None = None,
        seed: int | None = None,
    ) -> None:
        """Choose what comes in at an edge, what fills a larger map, how much noise there is, and which."""
        old = self.state.shaping
        new = replace(
            old,
            edge=edge or old.edge,
            filler=filler or old.filler,
            amount=old.amount if amount is None else amount,
            seed=old.seed if seed is None else seed,
        )
        if new != old:
            self._publish(shaping=new)

    def shift_map(self, rows: int, columns: int) -> None:
        """Move the map down and to the right, or with negative numbers up and to the left."""
        edge = self.state.shaping.edge
        title = say("shift by ({rows}, {columns})", rows=plain(rows), columns=plain(columns))
        self._remake(lambda map_: shift(map_, rows, columns, edge), title)

    def turn_map(self, quarters: int) -> None:
        """Turn the map clockwise by quarters of a full turn."""
        title = say("turn right") if quarters > 0 else say("turn left")
        self._remake(lambda map_: rotate(map_, quarters), title)

    def flip_map(self, axis: Axis) -> None:
        """Let left and right, or top and bottom, change places."""
        title = say("mirror left and right") if axis == "left-right" else say("mirror top and bottom")
        self._remake(lambda map_: flip(map_, axis), title)

    def noise_map(self) -> None:
        """Add noise; the next one is another one, for its seed goes up by one."""
        shaping = self.state.shaping
        title = say("noise ±{amount}, seed {seed}", amount=plain(shaping.amount), seed=shaping.seed)
        after = replace(shaping, seed=shaping.seed + 1)
        self._remake(lambda map_: add_noise(map_, shaping.amount, shaping.seed), title, after)

    def resize(self, rows: int, columns: int) -> None:
        """Give the map another size: cropped, or filled as was chosen, at the bottom and right."""
        most = Limits().elements // self.state.document.map.channels
        try:
            if rows * columns > most:
                raise ValueError(
                    say(
                        "A map of {rows} × {columns} is too large: it may have at most {most} cells.",
                        rows=rows,
                        columns=columns,
                        most=grouped(most),
                    )
                )
            filler, value = self.state.shaping.filler, self.state.pen.value
            map_ = resize(self.state.document.map, rows, columns, filler, value)
        except ValueError as error:
            self.refuse("size", (rows, columns), told(error))
            return
        if map_ is not self.state.document.map:
            self.open_map(map_, label=say("size {rows} × {columns}", rows=rows, columns=columns))

    def _remake(self, change: Callable[[Map], Map], title: str, shaping: Shaping | None = None) -> None:
        """Put a changed map in this one's place, at once or as a job."""
        map_ = self.state.document.map

        def done(changed: Map) -> None:
            if self.state.document.map is map_ and changed is not map_:
                self._put(changed, title, shaping)
            else:
                self._publish()  # the map was changed meanwhile, or nothing differs

        def failed(error: BaseException) -> None:
            if not isinstance(error, ValueError):
                raise error
            self.notify(Notice(told(error), "warning", passing=True))

        if map_.shape[0] * map_.size[0] * map_.size[1] > _AT_ONCE:
            self.run(say("Changing {name}…", name=map_.name), lambda _: change(map_), done, failed)
            return
        try:
            changed = change(map_)
        except ValueError as error:
            failed(error)
            return
        if changed is not map_:
            self._put(changed, title, shaping)

    def _put(self, changed: Map, title: str, shaping: Shaping | None) -> None:
        """Show a changed map: where it was, or from window 1 on if it has another size."""
        before = self.state.document
        if changed.size == before.map.size:
            after = replace(before, map=changed, source=None)
            self._replace(after, title, None, shaping=shaping or self.state.shaping)
        else:
            self.open_map(changed, label=title)
