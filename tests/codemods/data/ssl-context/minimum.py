import ssl as s

context = s.create_default_context()
context.minimum_version = s.TLSVersion.TLSv1
context.minimum_version = s.TLSVersion.MINIMUM_SUPPORTED
self.context.minimum_version = s.TLSVersion.TLSv1_1
# output
import ssl as s

context = s.create_default_context()
context.minimum_version = s.TLSVersion.TLSv1_2
context.minimum_version = s.TLSVersion.TLSv1_2
self.context.minimum_version = s.TLSVersion.TLSv1_2
