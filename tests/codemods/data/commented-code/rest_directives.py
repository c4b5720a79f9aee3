#!/usr/bin/env python
# -*- coding: utf-8 -*-
# type: ignore[import]
# %% print(1)
# >>> print(x.y(1))
# TODO: x.close(True)
# noqa: E501 (long)
# pylint: disable=invalid-name
# fmt: off
x = 1
