from select import select

from shop.query import case

ready = select([reader], [], [])
grade = case([(1, 2)])
