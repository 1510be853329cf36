"""Who serves whom, drawn with QPainter: lines between two columns of names, and bands that open into single links."""

from ui.graph.flow import FlowView
from ui.graph.layout import Band, Flow, Node
from ui.graph.links import Link, LinkGraph, links

__all__ = ["Band", "Flow", "FlowView", "Link", "LinkGraph", "Node", "links"]
