"""The product's settings with one address more: a view that only says hello, as the anchor of every ratio."""

from werkstatt.config.settings import *  # noqa: F403  # the product as it is

ROOT_URLCONF = "bench.urls"
SAY_MOST = 10**9  # all clients of a benchmark sit behind one address
