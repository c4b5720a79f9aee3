from unittest.mock import Mock

m = Mock()
assert (m.x == None) != True
