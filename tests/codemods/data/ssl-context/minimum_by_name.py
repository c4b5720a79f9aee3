from ssl import TLSVersion

context.minimum_version = TLSVersion.TLSv1_1
# output
from ssl import TLSVersion

context.minimum_version = TLSVersion.TLSv1_2
