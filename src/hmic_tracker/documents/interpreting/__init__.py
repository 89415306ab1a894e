"""Marks taken for what they say: findings, each with its place, ready for assembling.

Marks come from readers or from a person who corrected them; nothing here depends on which. May
import `wording`, `sources.lines`, `marks` and `domain`. Start at `interpret`.
"""
