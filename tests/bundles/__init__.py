"""Bundles: what the inspectors are given, and whether it is whole."""
