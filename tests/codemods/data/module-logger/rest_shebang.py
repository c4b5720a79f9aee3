#!/usr/bin/env python3
import logging

logging.info("started")
