"""The theme of high contrast: white letters and strong lines on black, for weak eyes and bright rooms.

Text stands out by 7 : 1 at least, where the other themes keep to 4.5 : 1, and marks by 4.5 : 1. Colours of
cells stay dark, so that white digits on them do as well.
"""

from __future__ import annotations

from types import MappingProxyType

from poolviz.views.theme import GREYS, PUBLISHED, Theme, roles_in

CONTRAST = Theme(
    name="contrast",
    panel="#000000",
    stage="#000000",
    card="#000000",
    field="#000000",
    hover="#333333",
    line="#8c8c8c",
    border="#ffffff",
    groove="#6e6e6e",
    text="#ffffff",
    quiet="#e0e0e0",
    disabled="#9c9c9c",
    digit_dark="#000000",
    digit_light="#ffffff",
    accent="#5cc8ff",
    on_accent="#000000",
    accent_hover="#a5e1ff",
    selected="#00447d",
    selected_text="#ffffff",
    focus="#ffff00",
    winner="#ffb000",
    good="#5dff8f",
    bad="#ff9c94",
    refused="#470000",
    caption="#000000",
    caption_line="#ffffff",
    caption_text="#ffffff",
    pending="#c8c8c8",
    pending_fill="#1c1c1c",
    ghost="#1c1c1c",
    nan="#4c0f66",
    mark_inner="#ffffff",
    mark_outer="#000000",
    bar="#5cc8ff",
    series=("#5cc8ff", "#ffb000", "#ffffff", "#ff6ac1", "#2ea36a", "#9c8cff"),
    ramps=MappingProxyType(
        {
            "values": ((0.0, "#1b2733"), (0.5, "#0b3a68"), (1.0, "#0a57a2")),
            "picture": GREYS,
            "gradient": ((0.0, "#742b8f"), (0.5, "#262626"), (1.0, "#0a642d")),
            "plain": ((0.0, "#262626"), (1.0, "#262626")),
            "count": ((0.0, "#1f2a28"), (0.5, "#0c443b"), (1.0, "#076354")),
            "signed": ((0.0, "#824600"), (0.5, "#262626"), (1.0, "#0a57a2")),
            **PUBLISHED,
        }
    ),
    roles=roles_in(accent="#5cc8ff", winner="#ffb000", neutral="#ffffff", good="#5dff8f", bad="#ff9c94"),
)
