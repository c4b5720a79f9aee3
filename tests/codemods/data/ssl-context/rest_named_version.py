from ssl import TLSVersion as V

context.minimum_version: int = V.TLSv1
TLSv1 = V.TLSv1
