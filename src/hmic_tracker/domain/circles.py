"""What comes before what: the nodes of a graph in order, and those that come before themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def parents_first(parents: Mapping[str, Iterable[str]]) -> list[str]:
    """The nodes, each after those that it replaced; there are no circles."""
    ordered: dict[str, None] = {}
    for node in parents:
        waiting = [(node, iter(parents[node]))]
        while waiting:
            one, above = waiting[-1]
            new = next((parent for parent in above if parent not in ordered), None)
            if new is None:
                ordered.setdefault(one)
                waiting.pop()
            else:
                waiting.append((new, iter(parents[new])))
    return list(ordered)


def in_circles(parents: Mapping[str, Mapping[str, None]]) -> set[str]:
    """The nodes that come before themselves (Tarjan's strongly connected components)."""
    seen: dict[str, int] = {}
    low: dict[str, int] = {}
    open_nodes: dict[str, None] = {}
    circles: set[str] = set()
    for start in parents:
        waiting = [(start, iter(parents[start]))] if start not in seen else []
        while waiting:
            node, above = waiting[-1]
            if node not in seen:
                seen[node] = low[node] = len(seen)
                open_nodes[node] = None
            new = None
            for parent in above:
                if parent not in seen:
                    new = parent
                    break
                if parent in open_nodes:
                    low[node] = min(low[node], seen[parent])
            if new is not None:
                waiting.append((new, iter(parents[new])))
                continue
            waiting.pop()
            if waiting:
                below = waiting[-1][0]
                low[below] = min(low[below], low[node])
            if low[node] == seen[node]:
                circle = set[str]()
                while node not in circle:
                    circle.add(open_nodes.popitem()[0])
                if len(circle) > 1 or node in parents[node]:
                    circles |= circle
    return circles
