"""The modules of families that came later, and what they add to the pools that all families share."""

from __future__ import annotations

from annotations.generate import frames_east as east
from annotations.generate import frames_kinds as kinds
from annotations.generate import frames_regions as regions
from annotations.generate import frames_west as west

FAMILY_MODULES = (regions, east, west, kinds)
"""Each has FAMILIES, IN_ORDER, FRAMES and LISTS."""
_SHARED = (east, west, kinds)
FAMILIES: tuple[str, ...] = tuple(family for module in FAMILY_MODULES for family in module.FAMILIES)
IN_ORDER = frozenset(place for module in FAMILY_MODULES for place in module.IN_ORDER)
PERFORMANCE = tuple(frame for module in _SHARED for frame in module.PERFORMANCE)
EVALUATION = tuple(frame for module in _SHARED for frame in module.EVALUATION)
BUDGET = tuple(frame for module in _SHARED for frame in module.BUDGET)
PLAIN = tuple(frame for module in _SHARED for frame in module.PLAIN)
"""Narrative without a fact."""
CHANGED = tuple(rule for module in _SHARED for rule in module.CHANGED)
"""Ways to say a change against the year before."""
BUDGETED = tuple(rule for module in _SHARED for rule in module.BUDGETED)
"""Ways to say budget and outcome."""
CUES = tuple(cue for module in _SHARED for cue in module.CUES)
UP = tuple(cause for module in _SHARED for cause in module.UP)
DOWN = tuple(cause for module in _SHARED for cause in module.DOWN)
FLAT = tuple(cause for module in _SHARED for cause in module.FLAT)
