"""A tiny workbench folder for these tests."""

from small_pack import *  # noqa: F403 - its fixtures
